package dev.serai.supabase;

import dev.serai.support.http.Redaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What an endpoint knows and no message may hold. */
final class Secrets {

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
        secrets.addAll(Redaction.secrets(headers));
        return List.copyOf(secrets);
    }
}
