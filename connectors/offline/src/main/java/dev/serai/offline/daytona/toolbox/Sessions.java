package dev.serai.offline.daytona.toolbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.serai.offline.daytona.wire.Refusal;
import dev.serai.offline.http.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A sandbox's sessions. */
final class Sessions {
    private final Box box;
    private final Map<String, Session> all = new LinkedHashMap<>();

    Sessions(Box box) {
        this.box = box;
    }

    synchronized void create(String id) {
        if (all.containsKey(id)) {
            throw Refusal.conflict("session already exists");
        }
        all.put(id, new Session(id, box));
    }

    synchronized Session get(String id) {
        var session = all.get(id);
        if (session == null) {
            throw Refusal.notFound("session not found");
        }
        return session;
    }

    void delete(String id) {
        var session = get(id);
        synchronized (this) {
            all.remove(id);
        }
        session.delete();
    }

    void clear() {
        List<Session> found;
        synchronized (this) {
            found = List.copyOf(all.values());
            all.clear();
        }
        found.forEach(session -> {
            session.delete();
            session.kill();
        });
    }

    synchronized ArrayNode toJson() {
        var list = Json.array();
        all.values().forEach(session -> list.add(session.toJson()));
        return list;
    }
}
