package dev.serai.daytona;

/** How something is run. */
public enum RunVia {
    SESSION,
    CALL
}
