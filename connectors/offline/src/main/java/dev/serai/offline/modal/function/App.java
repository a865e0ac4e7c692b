package dev.serai.offline.modal.function;

import java.nio.file.Path;

/** An app; {@code source} is its file of Python, or null for an app that has no functions. */
public final class App {
    private final String id;
    private volatile Path source;

    App(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    Path source() {
        return source;
    }

    void source(Path file) {
        source = file;
    }
}
