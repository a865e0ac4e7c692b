package dev.serai.daytona;

/** How long a leased sandbox is kept. */
public enum SandboxScope {
    EXCHANGE,
    SESSION
}
