package dev.serai.daytona.client;

import java.util.Map;
import java.util.regex.Pattern;

/** Text that a shell of the sandbox reads. */
public final class Shell {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

    private Shell() {}

    /** The same as {@link #quoted}, but left as it is where nothing in it means anything to a shell. */
    public static String word(String text) {
        return PLAIN.matcher(text).matches() ? text : quoted(text);
    }

    /** The text as one word, whatever is in it. */
    public static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /**
     * A command as a subshell of its own: an {@code exit} in it, or an error in its grammar, would else end the session's
     * shell, and no exit code would ever follow. Nobody answers what it asks.
     */
    public static String contained(String command, String cwd, Map<String, String> env) {
        var text = new StringBuilder("( ");
        if (cwd != null) {
            text.append("cd ").append(quoted(cwd)).append(" && ");
        }
        env.forEach((name, value) -> {
            if (!NAME.matcher(name).matches()) {
                throw new DaytonaException(
                        DaytonaError.BAD_OPTION, "env has the name '" + name + "', which no shell takes");
            }
            text.append("export ")
                    .append(name)
                    .append('=')
                    .append(quoted(value))
                    .append(" && ");
        });
        return text.append("eval ")
                .append(quoted(command))
                .append(" ) </dev/null")
                .toString();
    }
}
