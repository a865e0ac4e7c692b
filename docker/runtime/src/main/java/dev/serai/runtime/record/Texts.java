package dev.serai.runtime.record;

/** Failures in words of bounded length. */
final class Texts {

    private static final int LONGEST = 4_000;

    private Texts() {}

    static String of(Throwable failure) {
        String message;
        try {
            message = failure.getMessage();
        } catch (RuntimeException e) {
            // The message is made by the class of the failure, which may be broken too.
            message = null;
        }
        var text = message == null || message.isBlank()
                ? failure.getClass().getName()
                : failure.getClass().getSimpleName() + ": " + message;
        return cut(text, LONGEST);
    }

    static String cut(String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length);
    }

    /** PostgreSQL's texts can hold every sign but one. */
    static String storable(String text) {
        return text == null || text.indexOf(0) < 0 ? text : text.replace((char) 0, '\uFFFD');
    }
}
