package dev.serai.offline.daytona.toolbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.serai.offline.http.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A sandbox's interpreters: one that is there from the beginning, and those that clients make. */
final class Contexts {
    static final String DEFAULT = "default";

    private final Box box;
    private final Map<String, Context> all = new LinkedHashMap<>();

    Contexts(Box box) {
        this.box = box;
    }

    synchronized Context create(String folder) {
        var where = folder == null ? box.home() : box.tree().resolve(folder);
        var context = new Context(UUID.randomUUID().toString(), box, folder == null ? where + "" : folder, where);
        all.put(context.id(), context);
        return context;
    }

    /** The context, or null; null as a name is the default one. */
    synchronized Context get(String id) {
        if (id == null || id.equals(DEFAULT)) {
            return all.computeIfAbsent(
                    DEFAULT, name -> new Context(name, box, box.home().toString(), box.home()));
        }
        return all.get(id);
    }

    /** Removes a context, or returns false. */
    boolean delete(String id) {
        Context context;
        synchronized (this) {
            context = all.remove(id);
        }
        if (context != null) {
            context.delete();
        }
        return context != null;
    }

    void clear() {
        List<Context> found;
        synchronized (this) {
            found = List.copyOf(all.values());
            all.clear();
        }
        found.forEach(Context::delete);
    }

    synchronized ArrayNode toJson() {
        var list = Json.array();
        all.values().stream().filter(context -> !context.id().equals(DEFAULT)).forEach(c -> list.add(c.toJson()));
        return list;
    }
}
