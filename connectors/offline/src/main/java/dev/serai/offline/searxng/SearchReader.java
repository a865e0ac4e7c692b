package dev.serai.offline.searxng;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Makes a search of the parameters, with the texts that the server refuses them with. */
final class SearchReader {
    private static final Pattern LANGUAGE = Pattern.compile("all|auto|[a-z]{2,3}([-_][a-zA-Z]{2})?");
    private static final Set<String> TIME_RANGES = Set.of("day", "week", "month", "year");

    private final List<Engine> engines;
    private final boolean older;

    SearchReader(List<Engine> engines, boolean older) {
        this.engines = engines;
        this.older = older;
    }

    SearchCall read(Form form, String format) {
        if (form.get("q").isEmpty()) {
            throw Refusal.badRequest("No query");
        }
        var text = new ArrayList<String>();
        var banged = new LinkedHashSet<String>();
        var language = checked(form, "language", "all", LANGUAGE.asMatchPredicate()::test);
        for (var word : form.get("q").strip().split("\\s+")) {
            var bang = word.startsWith("!") ? bang(word.substring(1)) : List.<String>of();
            if (word.matches("<\\d+")) {
                throw Refusal.notDone("a time limit within the question");
            } else if (word.matches(":[a-z]{2}(-[A-Z]{2})?")) {
                language = word.substring(1);
            } else if (bang.isEmpty() && !word.equals("!!")) {
                text.add(word);
            } else {
                banged.addAll(bang);
            }
        }
        return new SearchCall(
                String.join(" ", text),
                format,
                list(form.get("categories")),
                banged.isEmpty() ? asked(form) : List.copyOf(banged),
                language,
                page(form),
                checked(form, "time_range", null, TIME_RANGES::contains),
                Integer.parseInt(checked(form, "safesearch", "0", value -> value.matches("[0-2]"))),
                limit(form));
    }

    private int page(Form form) {
        return Integer.parseInt(checked(form, "pageno", "1", value -> value.matches("[1-9]\\d{0,8}")));
    }

    private Double limit(Form form) {
        var value = checked(form, "timeout_limit", null, limit -> limit.matches("\\d{1,9}(\\.\\d{1,9})?"));
        return value == null ? null : Double.valueOf(value);
    }

    private String checked(Form form, String name, String otherwise, Predicate<String> valid) {
        var value = form.get(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        if (!valid.test(value)) {
            var shown = older ? "\"" + value + "\"" : value;
            throw Refusal.badRequest("Invalid value " + shown + " for parameter " + name);
        }
        return value;
    }

    /** Names that nothing has are left out without a word, and if none is left, the default engines are asked. */
    private List<String> asked(Form form) {
        var names = new LinkedHashSet<String>();
        var wanted = list(form.get("engines"));
        engines.stream().map(Engine::name).filter(wanted::contains).forEach(names::add);
        for (var category : list(form.get("categories"))) {
            names.addAll(ofCategory(category));
        }
        return names.isEmpty() ? ofCategory("general") : List.copyOf(names);
    }

    private List<String> bang(String name) {
        var words = name.replace('_', ' ');
        return engines.stream()
                .filter(engine ->
                        engine.name().equals(words) || engine.shortcut().equals(words))
                .findFirst()
                .map(engine -> List.of(engine.name()))
                .orElseGet(() -> ofCategory(words));
    }

    private List<String> ofCategory(String category) {
        return engines.stream()
                .filter(engine -> engine.enabled() && engine.categories().contains(category))
                .map(Engine::name)
                .toList();
    }

    private static List<String> list(String names) {
        return Arrays.stream(names.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
