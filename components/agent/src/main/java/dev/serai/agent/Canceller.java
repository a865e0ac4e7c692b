package dev.serai.agent;

/** Ends a run whose caller has left, also when the run has not begun yet. */
final class Canceller implements Runnable {

    private Run run;
    private boolean left;

    @Override
    public void run() {
        Run begun;
        synchronized (this) {
            left = true;
            begun = run;
        }
        if (begun != null) {
            begun.cancel();
        }
    }

    void cancels(Run begun) {
        boolean gone;
        synchronized (this) {
            run = begun;
            gone = left;
        }
        if (gone) {
            begun.cancel();
        }
    }
}
