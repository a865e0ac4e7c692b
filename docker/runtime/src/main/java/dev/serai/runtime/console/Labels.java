package dev.serai.runtime.console;

import java.util.regex.Pattern;

/** What a step does, in the few words that fit into a picture. */
final class Labels {

    /** The languages that people read as they are written. */
    private static final Pattern PLAIN = Pattern.compile("(?:simple|constant)\\{(.*)}", Pattern.DOTALL);

    private static final Pattern CLASS = Pattern.compile("(?:[a-z][A-Za-z0-9_]*\\.)+[A-Z][A-Za-z0-9_]*");

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
        // Of a long one the end was cut off.
        var inner = label.startsWith(start) && (label.endsWith("]") || label.endsWith("..."))
                ? label.substring(start.length(), label.length() - (label.endsWith("]") ? 1 : 0))
                : label;
        var plain = PLAIN.matcher(inner);
        if (plain.matches()) {
            return plain.group(1);
        }
        if ("bean".equals(kind) && CLASS.matcher(inner).matches()) {
            return inner.substring(inner.lastIndexOf('.') + 1);
        }
        var address = inner.split("\\?", 2)[0];
        return address.matches("[a-z][a-zA-Z0-9+.-]*:.*") && !address.contains("{") ? address : inner;
    }

    /** The name in an id such as {@code orders/Ask the bank}; null where nobody has given one. */
    static String name(String id, String kind) {
        var at = id == null ? -1 : id.indexOf('/');
        return at < 0 || at == id.length() - 1 || id.matches(".*-" + Pattern.quote(kind) + "\\d+")
                ? null
                : id.substring(at + 1);
    }
}
