package dev.serai.runtime.load;

/** The file is none of ours; its message says why. */
final class NotRoutes extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotRoutes(String reason) {
        super(reason, null, false, false);
    }
}
