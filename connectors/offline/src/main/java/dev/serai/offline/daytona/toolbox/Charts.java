package dev.serai.offline.daytona.toolbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** Python code that draws with matplotlib gets its figures collected when it shows them. */
final class Charts {
    private static final Pattern USES = Pattern.compile("(?m)^[^#\n]*(?:(?:import|from)\\s+matplotlib"
            + "|(?:__import__|importlib\\.import_module|loader\\.load_module)\\s*\\(\\s*['\"]matplotlib['\"]"
            + "|sys\\.modules\\[['\"]matplotlib['\"]])");

    private Charts() {}

    static String collecting(String code) {
        if (!USES.matcher(code).find()) {
            return code;
        }
        try (var wrapper = Charts.class.getResourceAsStream("charts.py")) {
            var encoded = Base64.getEncoder().encodeToString(code.getBytes(StandardCharsets.UTF_8));
            return new String(wrapper.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@MARK@", Artifacts.MARK)
                    .replace("@CODE@", encoded);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
