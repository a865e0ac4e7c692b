package dev.serai.searxng.client;

/** An engine that gave no answer, and why, in the server's words. */
public record UnresponsiveEngine(String engine, String reason) {

    @Override
    public String toString() {
        return reason.isEmpty() ? engine : engine + " (" + reason + ")";
    }
}
