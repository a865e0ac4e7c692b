package dev.serai.offline.process;

import java.util.regex.Pattern;

/** Text for bash. */
public final class Shell {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private Shell() {}

    /** One word that means itself. */
    public static String quote(String text) {
        return "'" + text.replace("\0", "").replace("'", "'\\''") + "'";
    }

    /** True for what can be the name of an environment variable. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }
}
