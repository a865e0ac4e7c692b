package dev.serai.runtime.config;

import dev.serai.runtime.RuntimeError;
import dev.serai.runtime.SeraiRuntimeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Variables whose value is in a file: X_FILE names it. Only ours, since SSL_CERT_FILE and others mean other things. */
final class SecretFiles {

    private static final String SUFFIX = "_FILE";
    /** The key of whoever collects traces; other variables that begin like this and end in _FILE mean other things. */
    private static final String TRACE_HEADERS = "OTEL_EXPORTER_OTLP_HEADERS_FILE";

    private static final int LARGEST = 64 << 10;

    private SecretFiles() {}

    /** The variables that the files of these variables stand for. */
    static Map<String, Object> read(Map<String, ?> variables) {
        var values = new TreeMap<String, Object>();
        variables.forEach((name, file) -> {
            if (namesFile(name)) {
                var target = name.substring(0, name.length() - SUFFIX.length());
                if (variables.containsKey(target)) {
                    throw new SeraiRuntimeException(
                            RuntimeError.BAD_SETTING,
                            "both " + target + " and " + name + " are set",
                            "Remove one of them.");
                }
                values.put(target, content(name, String.valueOf(file)));
            }
        });
        return values;
    }

    /** Those that name no file, since components would take the others for options of theirs. */
    static Map<String, String> others(Map<String, String> variables) {
        var others = new TreeMap<>(variables);
        others.keySet().removeIf(SecretFiles::namesFile);
        return others;
    }

    private static boolean namesFile(String name) {
        return (name.startsWith("SERAI_") || name.startsWith("CAMEL_")) && name.endsWith(SUFFIX)
                || name.equals(TRACE_HEADERS);
    }

    private static String content(String name, String file) {
        try {
            var path = Path.of(file);
            if (Files.size(path) > LARGEST) {
                throw unreadable(name, "which has more than " + LARGEST + " bytes");
            }
            return withoutLineEnd(Files.readString(path, StandardCharsets.UTF_8));
        } catch (IOException | InvalidPathException | SecurityException e) {
            // Without the cause: where somebody has put the secret itself, it would be shown as a path.
            throw unreadable(name, "which cannot be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private static SeraiRuntimeException unreadable(String name, String why) {
        return new SeraiRuntimeException(RuntimeError.UNREADABLE_FILE, name + " names a file " + why);
    }

    private static String withoutLineEnd(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }
}
