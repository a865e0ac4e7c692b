package dev.serai.offline.ollama;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The registry that models are pulled from and pushed to; out of reach until a test says otherwise. */
public final class RemoteLibrary {
    private final Map<String, RemoteModel> models = new LinkedHashMap<>();
    private final Set<String> pushed = new LinkedHashSet<>();
    private boolean reachable;

    RemoteLibrary() {}

    /** Offers a model, which also makes the registry reachable. */
    public synchronized RemoteLibrary offer(RemoteModel model) {
        reachable = true;
        models.put(model.model().modelName().key(), model);
        return this;
    }

    /** Makes the registry reachable, with whatever it has. */
    public synchronized RemoteLibrary reachable() {
        reachable = true;
        return this;
    }

    /** The names that were pushed. */
    public synchronized Set<String> pushed() {
        return Set.copyOf(pushed);
    }

    synchronized boolean isReachable() {
        return reachable;
    }

    synchronized RemoteModel find(ModelName name) {
        return models.get(name.key());
    }

    synchronized void push(Model model) {
        pushed.add(model.name());
    }

    synchronized void clear() {
        models.clear();
        pushed.clear();
        reachable = false;
    }
}
