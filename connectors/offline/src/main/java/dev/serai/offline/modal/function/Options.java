package dev.serai.offline.modal.function;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.modal.wire.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What {@code modal_options} in an app's source says of a function.
 *
 * @param timeout how long one input may take, or null for the stand-in's limit
 * @param retries how often an input that failed is run again
 * @param inputPlane whether clients are sent to the input plane
 * @param webUrl where it is called by HTTP, which makes it a web endpoint; else null
 * @param pickleOnly whether it is one of an old client, that takes no CBOR
 * @param secrets whose variables it gets
 */
record Options(
        Duration timeout, int retries, boolean inputPlane, String webUrl, boolean pickleOnly, List<String> secrets) {
    private static final Set<String> KNOWN =
            Set.of("timeout", "retries", "input_plane", "web_url", "pickle_only", "secrets");

    static Options of(JsonNode json) {
        json.fieldNames().forEachRemaining(name -> {
            if (!KNOWN.contains(name)) {
                throw Refusal.precondition("modal_options has no " + name + ", only " + KNOWN);
            }
        });
        var secrets = new ArrayList<String>();
        json.path("secrets").forEach(name -> secrets.add(name.asText()));
        return new Options(
                json.has("timeout")
                        ? Duration.ofMillis((long) (json.path("timeout").asDouble() * 1000))
                        : null,
                json.path("retries").asInt(),
                json.path("input_plane").asBoolean(),
                json.path("web_url").asText(null),
                json.path("pickle_only").asBoolean(),
                secrets);
    }
}
