package dev.serai.supabase;

import dev.serai.support.http.Redaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What an endpoint knows and no message may hold. */
public final class Secrets {

    /** Shorter values of headers whose names are harmless are words, and masking these makes messages unreadable. */
    private static final int SHORTEST = 6;

    private Secrets() {}

    static List<String> of(SupabaseConfiguration configuration, Map<String, String> headers) {
        var secrets = new ArrayList<String>();
        Stream.of(
                        configuration.getApiKey(),
                        configuration.getServiceKey(),
                        configuration.getAccessToken(),
                        configuration.getPassword())
                .filter(Objects::nonNull)
                .forEach(secrets::add);
        secrets.addAll(of(headers));
        return List.copyOf(secrets);
    }

    /** What the headers hold, and what follows a scheme such as Basic. */
    public static Collection<String> of(Map<String, String> headers) {
        var secrets = new ArrayList<String>();
        headers.forEach((name, value) -> {
            if (value.length() >= SHORTEST || Redaction.isSecretName(name)) {
                secrets.add(value);
                int space = value.indexOf(' ');
                if (space > 0 && value.length() - space > SHORTEST) {
                    secrets.add(value.substring(space + 1));
                }
            }
        });
        return secrets;
    }
}
