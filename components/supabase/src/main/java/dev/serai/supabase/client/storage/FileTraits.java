package dev.serai.supabase.client.storage;

import dev.serai.support.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What is stored with a file.
 *
 * @param cacheSeconds how long browsers and CDNs may keep it
 * @param metadata the user's own; empty where there is none
 * @param replace whether a file that is there is replaced
 */
public record FileTraits(String contentType, int cacheSeconds, Map<String, Object> metadata, boolean replace) {

    /** As headers of an upload in one request. */
    Map<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", contentType);
        headers.put("Cache-Control", "max-age=" + cacheSeconds);
        if (!metadata.isEmpty()) {
            headers.put("x-metadata", Base64.getEncoder().encodeToString(Json.bytes(metadata)));
        }
        return headers;
    }

    /** As the header that begins a resumable upload. */
    String announced(ObjectPath target) {
        var values = new LinkedHashMap<String, String>();
        values.put("bucketName", target.bucket());
        values.put("objectName", target.path());
        values.put("contentType", contentType);
        values.put("cacheControl", String.valueOf(cacheSeconds));
        if (!metadata.isEmpty()) {
            values.put("metadata", Json.text(metadata));
        }
        return values.entrySet().stream()
                .map(value -> value.getKey() + " "
                        + Base64.getEncoder().encodeToString(value.getValue().getBytes(StandardCharsets.UTF_8)))
                .collect(Collectors.joining(","));
    }
}
