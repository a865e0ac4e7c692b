package dev.serai.modal.sandbox;

import dev.serai.modal.Settings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What runs a text: a shell, or the program of a language.
 *
 * @param image that has it
 */
record Program(String shell, Language language, List<String> arguments) {

    /** @param ending of the file that the code is put into */
    record Language(String name, String ending, String program, String image) {}

    private static final String NODE = "node:24-slim";

    private static final Map<String, Language> LANGUAGES = Map.of(
            "python", new Language("python", "py", "python3 -u", SandboxWish.PYTHON),
            "javascript", new Language("javascript", "js", "node", NODE),
            // Node.js leaves the types out by itself.
            "typescript", new Language("typescript", "ts", "node", NODE));

    static Program shell(String shell, List<String> arguments) {
        return new Program(shell, null, arguments);
    }

    static Program of(String language, List<String> arguments) {
        if (language == null || !LANGUAGES.containsKey(language)) {
            throw Settings.bad(
                    "modal:run needs one of the languages python, javascript and typescript, as in modal:run/python");
        }
        return new Program("sh", LANGUAGES.get(language), arguments);
    }

    String image() {
        return language == null ? SandboxWish.PYTHON : language.image();
    }

    /** The program that is run; it takes the shell's place, so that a time limit ends it and not only the shell. */
    List<String> command(String text) {
        var words = new ArrayList<String>();
        words.add(shell);
        words.add("-c");
        words.add(
                language == null
                        ? text
                        : "d=$(mktemp -d) && cat > \"$d/code." + language.ending() + "\" && exec " + language.program()
                                + " \"$d/code." + language.ending() + "\" \"$@\"");
        words.add("serai");
        words.addAll(arguments);
        return words;
    }

    /** Code goes through the standard input, which has no limit as the words of a command have. */
    byte[] stdin(String text, byte[] given) {
        return language == null ? given : text.getBytes(StandardCharsets.UTF_8);
    }
}
