package dev.serai.agent.mcp;

import java.util.List;

/** The revisions of the Model Context Protocol that are spoken here, the newest first. */
public final class McpVersions {

    /** The revision without a handshake, which only servers here speak, besides those that begin with one. */
    public static final String STATELESS = "2026-07-28";

    /** The newest of those that begin with a handshake. */
    public static final String NEWEST = "2025-11-25";

    /** The last revision that knew batches. What names no revision is taken for it. */
    public static final String WITH_BATCHES = "2025-03-26";

    private static final List<String> SERVED = List.of(NEWEST, "2025-06-18", WITH_BATCHES);

    /** Servers behind pipes still speak it, and what is used of it has not changed since. */
    private static final String OLDEST_USED = "2024-11-05";

    private McpVersions() {}

    public static boolean isServed(String version) {
        return SERVED.contains(version);
    }

    public static List<String> served() {
        return SERVED;
    }

    static boolean isUsable(String version) {
        return isServed(version) || OLDEST_USED.equals(version);
    }
}
