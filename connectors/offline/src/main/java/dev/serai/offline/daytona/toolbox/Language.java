package dev.serai.offline.daytona.toolbox;

import dev.serai.offline.daytona.wire.Refusal;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** The languages that code may be in, with the programs of this machine that run them. */
enum Language {
    PYTHON("python3"),
    JAVASCRIPT("node"),
    TYPESCRIPT("ts-node");

    private final String program;

    Language(String program) {
        this.program = program;
    }

    static Language of(String name) {
        for (var language : values()) {
            if (language.name().equalsIgnoreCase(name)) {
                return language;
            }
        }
        throw Refusal.badRequest("unsupported language: " + name);
    }

    /** True where a program is on the search path. */
    static boolean isPresent(String program) {
        var path = System.getenv("PATH");
        for (var folder : (path == null ? "" : path).split(File.pathSeparator)) {
            if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, program))) {
                return true;
            }
        }
        return false;
    }

    /** Lines of bash that run the code; arguments are words of the shell, as in the service. */
    String lines(String code, List<String> arguments) {
        if (!isPresent(program)) {
            throw Refusal.notDone(
                    name().toLowerCase(Locale.ROOT) + " without " + program + ", which is not on this machine");
        }
        var words = String.join(" ", arguments);
        return switch (this) {
            case PYTHON -> decoded(Charts.collecting(code)) + " | python3 -u - " + words;
            // The "-" that makes node read its input must not count as an argument.
            case JAVASCRIPT -> decoded("process.argv.splice(1, 1);\n" + code) + " | node - " + words;
            case TYPESCRIPT ->
                decoded("process.argv.splice(1, 1);\n" + code) + " >\"$TMPDIR/code-$$.ts\"\n"
                        + "ts-node -T \"$TMPDIR/code-$$.ts\" " + words
                        + "\nstatus=$?\nrm -f \"$TMPDIR/code-$$.ts\"\nexit $status";
        };
    }

    private static String decoded(String code) {
        return "printf %s " + Base64.getEncoder().encodeToString(code.getBytes(StandardCharsets.UTF_8))
                + " | base64 -d";
    }
}
