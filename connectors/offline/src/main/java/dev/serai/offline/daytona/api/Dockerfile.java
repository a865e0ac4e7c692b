package dev.serai.offline.daytona.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.daytona.wire.Fields;
import dev.serai.offline.daytona.wire.Refusal;
import java.util.Locale;

/** An image as clients describe it. Only a base can be named, since commands run with this machine's programs anyway. */
final class Dockerfile {
    private Dockerfile() {}

    static String of(JsonNode buildInfo) {
        var text = Fields.required(buildInfo, "dockerfileContent");
        if (!Fields.list(buildInfo, "contextHashes").isEmpty()) {
            throw Refusal.notDone("images with local files");
        }
        for (var line : text.split("\n")) {
            var word = line.strip().split("\\s+")[0].toUpperCase(Locale.ROOT);
            if (!word.isEmpty() && !word.startsWith("#") && !word.equals("FROM")) {
                throw Refusal.notDone("the Dockerfile's instruction " + word);
            }
        }
        return text;
    }
}
