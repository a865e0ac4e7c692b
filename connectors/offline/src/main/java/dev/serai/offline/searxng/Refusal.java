package dev.serai.offline.searxng;

/** An answer that is no success. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final boolean html;

    private Refusal(int status, boolean html, String text) {
        super(text, null, false, false);
        this.status = status;
        this.html = html;
    }

    static Refusal badRequest(String text) {
        return new Refusal(400, false, text);
    }

    static Refusal html(int status, String text) {
        return new Refusal(status, true, text);
    }

    static Refusal notDone(String what) {
        return new Refusal(501, false, "the stand-in does not do this: " + what);
    }

    int status() {
        return status;
    }

    boolean isHtml() {
        return html;
    }
}
