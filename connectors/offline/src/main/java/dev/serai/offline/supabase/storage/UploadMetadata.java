package dev.serai.offline.supabase.storage;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The Upload-Metadata header of TUS: names with base64 values. */
record UploadMetadata(Map<String, String> values) {
    private static final int MOST_CHARACTERS = 1 << 20;

    static UploadMetadata parse(String header) {
        var values = new LinkedHashMap<String, String>();
        if (header == null || header.isBlank()) {
            return new UploadMetadata(values);
        }
        if (header.length() > MOST_CHARACTERS) {
            throw StorageError.tooLarge("user_metadata");
        }
        for (var pair : header.split(",")) {
            var words = pair.strip().split(" ", -1);
            if (words[0].isEmpty() || words.length > 2 || values.containsKey(words[0])) {
                throw StorageError.parameter("Invalid Upload-Metadata header");
            }
            values.put(words[0], words.length == 1 ? null : decode(words[1]));
        }
        return new UploadMetadata(values);
    }

    String get(String name) {
        return values.get(name);
    }

    UploadMetadata with(String name, String value) {
        var changed = new LinkedHashMap<>(values);
        changed.put(name, value);
        return new UploadMetadata(changed);
    }

    String header() {
        return values.entrySet().stream()
                .map(entry ->
                        entry.getValue() == null ? entry.getKey() : entry.getKey() + " " + encode(entry.getValue()))
                .collect(Collectors.joining(","));
    }

    private static String encode(String value) {
        return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String value) {
        try {
            return new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw StorageError.parameter("Invalid Upload-Metadata header");
        }
    }
}
