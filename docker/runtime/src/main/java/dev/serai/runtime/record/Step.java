package dev.serai.runtime.record;

/** One passage through a node, on its way or done. Who records writes it, and the writer reads it when it has ended. */
final class Step {

    final Node node;
    final long number;
    /** The step around this one; -1 at the top. */
    final long parent;

    final int lane;
    final long began;
    Step around;
    Throwable before;

    Shown in;
    Fields headersIn;
    Fields variables;

    Shown out;
    Fields headersOut;
    String error;
    long took;
    private volatile boolean ended;

    /** The one before it in the list of its run. */
    Step next;
    /** Whether it was written, maybe while it was on its way; only the writer uses it. */
    boolean written;

    Step(Node node, long number, long parent, int lane, long began) {
        this.node = node;
        this.number = number;
        this.parent = parent;
        this.lane = lane;
        this.began = began;
    }

    /** What was set before is seen by who finds that it has ended. */
    void end() {
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }
}
