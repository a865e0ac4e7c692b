package dev.serai.daytona.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.json.Json;
import dev.serai.support.service.Replies;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A sandbox as the service describes it. */
public record Sandbox(
        String id,
        String name,
        String state,
        String errorReason,
        Map<String, String> labels,
        String toolbox,
        JsonNode raw) {

    public static final String STARTED = "started";
    public static final String DESTROYED = "destroyed";

    private static final int LONGEST_REASON = 500;

    /** What no waiting changes. */
    private static final Set<String> FAILURES = Set.of("error", "build_failed");

    private static final Set<String> GONE = Set.of(DESTROYED, "destroying");

    /** What a sandbox passes through on its way to being started. */
    private static final Set<String> COMING = Set.of(
            "creating",
            "pending_build",
            "building_snapshot",
            "pulling_snapshot",
            "restoring",
            "starting",
            "resuming",
            "resizing",
            "snapshotting",
            "forking",
            "unknown");

    static Sandbox of(JsonNode node) {
        var id = Replies.text(node, "id");
        if (id == null || id.isEmpty()) {
            return null;
        }
        var labels = new HashMap<String, String>();
        node.path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return new Sandbox(
                id,
                Replies.text(node, "name"),
                node.path("state").asText("unknown"),
                cut(Replies.text(node, "errorReason")),
                Map.copyOf(labels),
                Replies.text(node, "toolboxProxyUrl"),
                node);
    }

    /** A reason may be the log of a whole build. */
    private static String cut(String reason) {
        return reason == null || reason.length() <= LONGEST_REASON
                ? reason
                : reason.substring(0, LONGEST_REASON) + "...";
    }

    /** What is left of one that the service no longer knows. */
    static Sandbox gone(String id) {
        var raw = Json.object().put("id", id).put("state", DESTROYED);
        return new Sandbox(id, id, DESTROYED, null, Map.of(), null, raw);
    }

    public boolean isStarted() {
        return STARTED.equals(state);
    }

    public boolean failed() {
        return FAILURES.contains(state);
    }

    public boolean isGone() {
        return GONE.contains(state);
    }

    /** Whether it runs, or will without anybody doing more. */
    public boolean runsSoon() {
        return isStarted() || COMING.contains(state);
    }

    public DaytonaException failure() {
        return new DaytonaException(
                SandboxError.FAILED,
                "the sandbox " + id + " is in the state " + state + ": "
                        + (errorReason == null || errorReason.isBlank() ? "the service gives no reason" : errorReason));
    }
}
