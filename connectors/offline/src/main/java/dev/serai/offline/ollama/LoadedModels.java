package dev.serai.offline.ollama;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which models are in memory, with which window, and until when. */
public final class LoadedModels {
    static final Duration DEFAULT_KEEP_ALIVE = Duration.ofMinutes(5);

    /** A model in memory. */
    public record Loaded(Model model, int contextLength, String runnerKey, Instant expiresAt) {
        /** Weights and cache together, growing with the window as on a real server. */
        public long size() {
            return model.files().size() + (long) contextLength * model.details().embeddingLength() * 16;
        }

        public long sizeVram() {
            return (long) (size() * model.behaviour().vramShare());
        }

        private Loaded until(Instant end) {
            return new Loaded(model, contextLength, runnerKey, end);
        }
    }

    private final Map<String, Loaded> loaded = new LinkedHashMap<>();
    private final Map<String, Integer> loads = new LinkedHashMap<>();

    /** Whether a call would find the model in memory with the same runner options. */
    synchronized boolean ready(Model model, int contextLength, String runnerKey) {
        expire();
        var present = loaded.get(model.modelName().key());
        return present != null
                && present.contextLength() == contextLength
                && present.runnerKey().equals(runnerKey);
    }

    synchronized void use(Model model, int contextLength, String runnerKey, Duration keepAlive) {
        var key = model.modelName().key();
        if (!ready(model, contextLength, runnerKey)) {
            loads.merge(key, 1, Integer::sum);
        }
        loaded.put(key, new Loaded(model, contextLength, runnerKey, end(keepAlive)));
    }

    /** Ends a call: the time to keep the model starts now, and zero unloads it as soon as the answer is out. */
    synchronized void release(Model model, Duration keepAlive) {
        var key = model.modelName().key();
        if (keepAlive != null && keepAlive.isZero()) {
            loaded.remove(key);
        } else {
            loaded.computeIfPresent(key, (k, l) -> l.until(end(keepAlive)));
        }
    }

    synchronized void unload(String name) {
        loaded.remove(ModelName.of(name).key());
    }

    synchronized void clear() {
        loaded.clear();
        loads.clear();
    }

    public synchronized List<Loaded> all() {
        expire();
        return new ArrayList<>(loaded.values());
    }

    /** How often the model was loaded or reloaded: the number to watch for options that change between calls. */
    public synchronized int loads(String name) {
        return loads.getOrDefault(ModelName.of(name).key(), 0);
    }

    private static Instant end(Duration keepAlive) {
        return Instant.now().plus(keepAlive == null ? DEFAULT_KEEP_ALIVE : keepAlive);
    }

    private void expire() {
        var now = Instant.now();
        loaded.values().removeIf(l -> l.expiresAt().isBefore(now));
    }
}
