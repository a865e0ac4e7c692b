package dev.serai.offline.daytona.api;

import java.util.Locale;

/** The states that a sandbox of this stand-in can be in. */
public enum SandboxState {
    CREATING,
    PENDING_BUILD,
    BUILDING_SNAPSHOT,
    RESTORING,
    STARTING,
    STARTED,
    STOPPING,
    STOPPED,
    ARCHIVING,
    ARCHIVED,
    RESIZING,
    SNAPSHOTTING,
    DESTROYING,
    DESTROYED,
    ERROR,
    BUILD_FAILED;

    /** As it is written on the wire. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean isFailure() {
        return this == ERROR || this == BUILD_FAILED;
    }

    /** True where processors and memory are taken. */
    boolean isActive() {
        return switch (this) {
            case STOPPED, ARCHIVING, ARCHIVED, DESTROYED, ERROR, BUILD_FAILED -> false;
            default -> true;
        };
    }
}
