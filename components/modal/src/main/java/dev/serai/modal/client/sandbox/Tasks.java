package dev.serai.modal.client.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;

/** How the sandboxes that were used last are reached. */
final class Tasks {

    private static final int MOST = 2000;

    /** What runs as a sandbox, and where commands for it go. */
    record Task(String id, Router router) {}

    private final Map<String, Task> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Task> eldest) {
            return size() > MOST;
        }
    };

    synchronized Task get(String sandbox) {
        return known.get(sandbox);
    }

    synchronized void put(String sandbox, Task task) {
        known.put(sandbox, task);
    }

    synchronized void remove(String sandbox) {
        known.remove(sandbox);
    }
}
