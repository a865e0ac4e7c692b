package dev.serai.runtime.load;

import java.util.Optional;

/** The languages that a file can be written in, told by its name. */
enum FileKind {
    // Kamelets come first: routes that use them are loaded after them.
    KAMELET(".kamelet.yaml"),
    YAML(".yaml"),
    XML(".xml"),
    JAVA(".java");

    private final String suffix;

    FileKind(String suffix) {
        this.suffix = suffix;
    }

    static Optional<FileKind> of(String name) {
        for (var kind : values()) {
            if (name.length() > kind.suffix.length() && name.endsWith(kind.suffix)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
