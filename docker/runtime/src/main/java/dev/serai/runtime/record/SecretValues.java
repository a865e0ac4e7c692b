package dev.serai.runtime.record;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.serai.support.http.Redaction;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** The values of secrets in each form that texts have them in. People set some of them while routes run. */
final class SecretValues {

    static final int SHORTEST = 6;
    private static final int FORMER = 500;

    private final SecretNames names = new SecretNames();
    private final Collection<String> fixed;
    private final Supplier<Map<String, String>> settings;
    private final Function<String, Optional<String>> resolver;
    /** From folders, the oldest first. */
    private final Set<String> seen = new LinkedHashSet<>();

    private volatile Known known = new Known(null, List.of());

    /** @param settings what it was made of */
    private record Known(Map<String, String> settings, List<String> forms) {}

    /**
     * @param fixed those that never change
     * @param settings by their names, of which some are secret; another object as soon as they are others
     * @param resolver gives what a setting is, since something else may count more than the folder
     */
    SecretValues(
            Collection<String> fixed,
            Supplier<Map<String, String>> settings,
            Function<String, Optional<String>> resolver) {
        this.fixed = fixed;
        this.settings = settings;
        this.resolver = resolver;
    }

    /** The longest first, so that a secret that begins with another one leaves no rest behind. */
    List<String> all() {
        var now = settings.get();
        var last = known;
        return last.settings() == now ? last.forms() : read(now);
    }

    private synchronized List<String> read(Map<String, String> now) {
        if (known.settings() != now) {
            var found = found(now);
            // Runs that began before may hold what was set then, so it counts on, behind what counts now.
            seen.removeAll(found);
            seen.addAll(found);
            for (var oldest = seen.iterator(); seen.size() > found.size() + FORMER; ) {
                oldest.next();
                oldest.remove();
            }
            known = new Known(now, forms());
        }
        return known.forms();
    }

    private Set<String> found(Map<String, String> now) {
        var found = new LinkedHashSet<String>();
        now.forEach((name, value) -> {
            if (names.ofFolder(name)) {
                // With what follows a scheme, which may stand alone.
                found.addAll(Redaction.secrets(Map.of(name, value)));
                found.addAll(Redaction.secrets(Map.of(name, resolved(name, value))));
            }
        });
        return found;
    }

    private String resolved(String name, String value) {
        try {
            return resolver.apply(name).orElse(value);
        } catch (RuntimeException e) {
            // It refers to what is not there, so no route has it either.
            return value;
        }
    }

    private List<String> forms() {
        var forms = new HashSet<String>();
        fixed.forEach(value -> add(value, forms));
        seen.forEach(value -> add(value, forms));
        return forms.stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    private static void add(String value, Set<String> forms) {
        if (value != null && value.strip().length() >= SHORTEST) {
            forms.add(value);
            forms.add(new String(JsonStringEncoder.getInstance().quoteAsString(value)));
            forms.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }
}
