package dev.serai.runtime.record;

/**
 * A value as it is shown.
 *
 * @param kind what it was: text, json, bytes, stream, object or none
 * @param text null when only kind, type and size are known
 * @param size of the whole in characters, or in bytes if it is binary; -1 when nobody knows
 * @param cut whether the text is only its beginning
 * @param masked whether secrets were taken out
 * @param exact whether the text says all that the value was
 */
public record Shown(String kind, String type, String text, long size, boolean cut, boolean masked, boolean exact) {

    static final String TEXT = "text";
    static final String JSON = "json";
    static final String BYTES = "bytes";
    static final String STREAM = "stream";
    static final String OBJECT = "object";
    static final Shown NONE = new Shown("none", null, null, 0, false, false);

    Shown(String kind, String type, String text, long size, boolean cut, boolean masked) {
        this(kind, type, text, size, cut, masked, true);
    }

    static Shown named(String kind, Object value, long size) {
        return new Shown(kind, value.getClass().getName(), null, size, false, false);
    }

    int weight() {
        return 64 + (text == null ? 0 : text.length());
    }

    /** Whether it can be given to a route again as it was. */
    boolean whole() {
        return !cut && !masked && exact && (text != null || kind.equals(NONE.kind));
    }
}
