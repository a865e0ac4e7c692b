package dev.serai.agent.run;

/** How a run stands. */
public enum RunStatus {
    RUNNING,
    /** Waits for a person, without an owner. */
    PARKED,
    DONE,
    FAILED;

    public boolean ended() {
        return this == DONE || this == FAILED;
    }
}
