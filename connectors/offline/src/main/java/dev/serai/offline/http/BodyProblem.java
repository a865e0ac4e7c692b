package dev.serai.offline.http;

/** A body that no handler gets to see, because it is too large or is not what its head says. */
public final class BodyProblem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    private BodyProblem(int status, String message, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    static BodyProblem tooLarge(long most) {
        return new BodyProblem(413, "the body is larger than " + most + " bytes", null);
    }

    static BodyProblem unreadable(Throwable cause) {
        return new BodyProblem(400, "the body cannot be read: " + cause.getMessage(), cause);
    }

    /** The status to answer with. */
    public int status() {
        return status;
    }
}
