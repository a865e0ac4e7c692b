package dev.serai.runtime.console;

import java.util.regex.Pattern;

/** What a step does, in the few words that fit into a picture. */
final class Labels {

    /** The languages that people read as they are written. */
    private static final Pattern PLAIN = Pattern.compile("(?:simple|constant)\\{(.*)}", Pattern.DOTALL);

    private Labels() {}

    /**
     * Camel writes a step as its kind and its content in brackets, and an address with all its options.
     *
     * @param label may be null
     */
    static String of(String kind, String label) {
        if (label == null || label.isEmpty()) {
            return kind == null ? "" : kind;
        }
        var start = kind + "[";
        var inner = label.startsWith(start) && label.endsWith("]")
                ? label.substring(start.length(), label.length() - 1)
                : label;
        var plain = PLAIN.matcher(inner);
        if (plain.matches()) {
            return plain.group(1);
        }
        return inner.matches("[a-z][a-zA-Z0-9+.-]*:.*") && !inner.contains("{") ? inner.split("\\?", 2)[0] : inner;
    }
}
