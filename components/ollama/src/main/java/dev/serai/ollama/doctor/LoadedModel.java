package dev.serai.ollama.doctor;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A model in a server's memory.
 *
 * @param size bytes of weights, KV cache and working memory together; 0 when not told
 * @param sizeVram how many of them are on the GPU
 * @param contextLength tokens; 0 when the server does not tell
 * @param expiresAt when it leaves memory unless it is used before, as the server writes it
 */
public record LoadedModel(String name, long size, long sizeVram, long contextLength, String expiresAt) {

    /** The server writes "for ever" as a time some 290 years ahead. */
    private static final Instant FOR_EVER = Instant.parse("2200-01-01T00:00:00Z");

    public static LoadedModel of(Map<String, Object> entry) {
        return new LoadedModel(
                Fields.text(entry, "name"),
                Fields.number(entry, "size"),
                Fields.number(entry, "size_vram"),
                Fields.number(entry, "context_length"),
                Fields.text(entry, "expires_at"));
    }

    public Placement placement() {
        return Placement.of(size, sizeVram);
    }

    public boolean keptForEver() {
        try {
            return OffsetDateTime.parse(expiresAt).toInstant().isAfter(FOR_EVER);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("name", name);
        map.put("size", size);
        map.put("sizeVram", sizeVram);
        map.put("contextLength", contextLength);
        map.put("expiresAt", expiresAt);
        map.put("keptForEver", keptForEver());
        return map;
    }

    @Override
    public String toString() {
        var text = new StringBuilder(name)
                .append(": ")
                .append(Memory.text(size))
                .append(", ")
                .append(placement());
        if (contextLength > 0) {
            text.append(", context of ").append(contextLength).append(" tokens");
        }
        if (keptForEver()) {
            text.append(", kept for ever");
        } else if (!expiresAt.isEmpty()) {
            text.append(", kept until ").append(expiresAt);
        }
        return text.toString();
    }
}
