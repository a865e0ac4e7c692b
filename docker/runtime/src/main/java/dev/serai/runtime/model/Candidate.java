package dev.serai.runtime.model;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model on the Ollama server.
 *
 * @param size of its file in bytes
 * @param modified when it was fetched, as the server writes it
 */
record Candidate(String name, long size, String modified) {

    /** Beyond this share of the machine's memory a model would be read from the disk for each word. */
    private static final double SHARE = 0.7;

    static Candidate of(Map<?, ?> listed) {
        var size = listed.get("size") instanceof Number number ? number.longValue() : 0;
        return new Candidate(text(listed, "name"), size, text(listed, "modified_at"));
    }

    private static String text(Map<?, ?> listed, String key) {
        return listed.get(key) instanceof String text ? text : "";
    }

    /** Whether Ollama only passes questions on to its cloud, which somebody has to want. */
    static boolean isElsewhere(Map<?, ?> listed) {
        var name = text(listed, "name");
        return name.endsWith(":cloud")
                || name.endsWith("-cloud")
                || !text(listed, "remote_host").isEmpty();
    }

    /** Agents need tools; what only makes vectors has none either. */
    static boolean callsTools(Map<?, ?> shown) {
        return shown.get("capabilities") instanceof Collection<?> all && all.contains("tools");
    }

    /** The largest that the memory holds, else the smallest; of equals, the one fetched last. */
    static Optional<Candidate> best(List<Candidate> able, long memory) {
        var order = Comparator.comparingLong(Candidate::size).thenComparing(Candidate::modified);
        return able.stream()
                .filter(candidate -> candidate.size() <= memory * SHARE)
                .max(order)
                .or(() -> able.stream().min(order));
    }
}
