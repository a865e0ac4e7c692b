package dev.serai.daytona.client;

import dev.serai.support.error.ErrorCode;

/** What can go wrong with sandboxes, snapshots and volumes. ERRORS.md explains each to its reader. */
public enum SandboxError implements ErrorCode {
    NOT_FOUND("201", "Check the id or the name; a sandbox that was deleted does not come back."),
    FAILED(
            "202",
            "Do what the reason says, or recover or delete the sandbox: daytona:sandbox/recover, daytona:sandbox/delete."),
    NOT_STARTED("203", "Start it first: daytona:sandbox/start."),
    LOST("204", "Do the work again in a new sandbox; raise autoStop if the sandbox was stopped for being idle."),
    STATE_TOO_LATE("205", "Raise waitTimeout, or look at the sandbox in the dashboard."),
    QUOTA("206", "Delete what is no longer needed, ask for fewer resources, or raise the limits of the organization."),
    NAME_TAKEN("207", "Choose another name, or use the one that is there."),
    CONFLICT("208", "Wait until what is under way has ended, and ask again."),
    SNAPSHOT_NOT_FOUND("209", "Check the name with daytona:snapshots/list."),
    VOLUME_NOT_FOUND("210", "Check the name with daytona:volumes/list."),
    SNAPSHOT_FAILED("211", "Do what the reason says, and create the snapshot again."),
    VOLUME_FAILED("212", "Delete the volume and create it again.");

    private final String number;
    private final String remedy;

    SandboxError(String number, String remedy) {
        this.number = number;
        this.remedy = remedy;
    }

    @Override
    public String id() {
        return "DAYTONA-" + number;
    }

    @Override
    public String remedy() {
        return remedy;
    }

    @Override
    public boolean retryable() {
        return this == CONFLICT;
    }
}
