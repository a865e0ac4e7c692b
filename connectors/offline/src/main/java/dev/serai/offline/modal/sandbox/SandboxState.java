package dev.serai.offline.modal.sandbox;

/** What a sandbox is doing. */
public enum SandboxState {
    STARTING,
    RUNNING,
    ENDED
}
