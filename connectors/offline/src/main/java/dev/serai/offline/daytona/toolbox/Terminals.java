package dev.serai.offline.daytona.toolbox;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.serai.offline.http.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A sandbox's terminals. */
final class Terminals {
    private final Box box;
    private final Map<String, Terminal> all = new LinkedHashMap<>();

    Terminals(Box box) {
        this.box = box;
    }

    /** A new terminal, or null where the name is taken. */
    synchronized Terminal create(String id, TerminalWish wish) {
        if (all.containsKey(id)) {
            return null;
        }
        var terminal = new Terminal(id, box, wish);
        all.put(id, terminal);
        return terminal;
    }

    /** The terminal, or null. */
    synchronized Terminal get(String id) {
        return all.get(id);
    }

    synchronized void remove(String id, Terminal terminal) {
        all.remove(id, terminal);
    }

    void clear() {
        List<Terminal> found;
        synchronized (this) {
            found = List.copyOf(all.values());
            all.clear();
        }
        found.forEach(Terminal::kill);
    }

    synchronized ArrayNode toJson() {
        var list = Json.array();
        all.values().forEach(terminal -> list.add(terminal.toJson()));
        return list;
    }
}
