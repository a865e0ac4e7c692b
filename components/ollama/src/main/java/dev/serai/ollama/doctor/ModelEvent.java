package dev.serai.ollama.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What happened to a model in a server's memory.
 *
 * @param entry what the server said of the model; for one that has left memory, what it said last
 */
public record ModelEvent(Kind kind, String model, Map<String, Object> entry) {

    /** What can happen. */
    public enum Kind {
        LOADED,
        UNLOADED,
        /** A part of it, or more of it than before, is with the CPU now. */
        SPILLED,
        /** All of it is on the GPU again. */
        RETURNED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The events between two snapshots. What left comes first, since that is what made room. */
    public static List<ModelEvent> between(
            Map<String, Map<String, Object>> before, Map<String, Map<String, Object>> now) {
        var events = new ArrayList<ModelEvent>();
        before.forEach((model, entry) -> {
            if (!now.containsKey(model)) {
                events.add(new ModelEvent(Kind.UNLOADED, model, entry));
            }
        });
        now.forEach((model, entry) -> {
            var earlier = before.get(model);
            var kind = earlier == null
                    ? Kind.LOADED
                    : moved(
                            LoadedModel.of(earlier).placement(),
                            LoadedModel.of(entry).placement());
            if (kind != null) {
                events.add(new ModelEvent(kind, model, entry));
            }
        });
        return events;
    }

    private static Kind moved(Placement before, Placement now) {
        if (now.gpuShare() < before.gpuShare()) {
            return Kind.SPILLED;
        }
        return now.onGpu() && !before.onGpu() ? Kind.RETURNED : null;
    }
}
