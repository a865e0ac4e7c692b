package dev.serai.runtime.console;

import java.util.List;

/**
 * How something is doing that workflows need.
 *
 * @param kind model, store, queue, search or sandbox; anything else stands among the others
 * @param state up, degraded, down or off
 * @param words what a person should read
 */
record SystemState(String name, String kind, String state, List<Fact> facts, List<String> words) {

    record Fact(String name, Object value) {}

    static SystemState down(String name, String kind, String word) {
        return new SystemState(name, kind, "down", List.of(), List.of(word));
    }
}
