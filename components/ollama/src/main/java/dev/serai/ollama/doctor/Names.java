package dev.serai.ollama.doctor;

import java.util.Locale;

/** Names of models. */
final class Names {

    private Names() {}

    /** One spelling for all that mean the same model: case does not matter, and no tag means the latest. */
    static String key(String model) {
        var name = model.toLowerCase(Locale.ROOT);
        return name.indexOf(':', name.lastIndexOf('/') + 1) < 0 ? name + ":latest" : name;
    }

    static boolean isCloud(String model) {
        return model.endsWith(":cloud") || model.endsWith("-cloud");
    }
}
