package dev.serai.openai.http;

import dev.serai.support.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** A whole HTTP response. */
public record Plain(int status, Map<String, String> headers, byte[] body) {

    public static Plain json(Object body) {
        return json(200, body);
    }

    public static Plain json(int status, Object body) {
        return new Plain(status, Map.of("Content-Type", "application/json"), Json.bytes(body));
    }

    public Plain with(Map<String, String> more) {
        var all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Plain(status, all, body);
    }
}
