package dev.serai.support.error;

/** Where an unexpected failure came from: its class and its trace without its text, which may quote a key or a body. */
final class MaskedCause extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int DEPTH = 5;

    MaskedCause(Throwable origin) {
        this(origin, DEPTH);
    }

    private MaskedCause(Throwable origin, int depth) {
        super(
                origin.getClass().getName(),
                origin.getCause() == null || depth == 0 ? null : new MaskedCause(origin.getCause(), depth - 1),
                false,
                true);
        setStackTrace(origin.getStackTrace());
    }
}
