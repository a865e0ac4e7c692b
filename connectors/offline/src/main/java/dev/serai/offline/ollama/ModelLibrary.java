package dev.serai.offline.ollama;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The models that are on the server. */
public final class ModelLibrary {
    private final Map<String, Model> models = new LinkedHashMap<>();

    ModelLibrary(Collection<Model> initial) {
        initial.forEach(this::add);
    }

    /** Adds a model, or replaces the one of the same name. */
    public synchronized void add(Model model) {
        models.put(model.modelName().key(), model);
    }

    public synchronized boolean remove(String name) {
        return models.remove(ModelName.of(name).key()) != null;
    }

    public synchronized Optional<Model> find(String name) {
        return Optional.ofNullable(models.get(ModelName.of(name).key()));
    }

    /** All models, the newest first, as the server lists them. */
    public synchronized List<Model> all() {
        var list = new ArrayList<>(models.values());
        list.sort(Comparator.comparing(Model::modifiedAt).reversed());
        return list;
    }

    synchronized void reset(Collection<Model> initial) {
        models.clear();
        initial.forEach(this::add);
    }
}
