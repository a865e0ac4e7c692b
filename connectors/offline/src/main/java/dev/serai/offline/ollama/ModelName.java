package dev.serai.offline.ollama;

import java.util.Locale;

/** A model's name with its tag, compared without regard to case. */
record ModelName(String shown) {
    static ModelName of(String text) {
        var name = text.startsWith("library/") ? text.substring("library/".length()) : text;
        var lastPart = name.substring(name.lastIndexOf('/') + 1);
        return new ModelName(lastPart.contains(":") ? name : name + ":latest");
    }

    String key() {
        return shown.toLowerCase(Locale.ROOT);
    }

    String repository() {
        var withoutTag = shown.substring(0, shown.lastIndexOf(':'));
        return withoutTag.contains("/") ? withoutTag : "library/" + withoutTag;
    }

    String tag() {
        return shown.substring(shown.lastIndexOf(':') + 1);
    }

    /** Such a name means a model on someone else's machines, which an offline server does not have. */
    static void refuseCloud(String text) {
        if (text.endsWith(":cloud") || text.endsWith("-cloud")) {
            throw new OllamaError(403, "ollama cloud is disabled: remote model is unavailable");
        }
    }
}
