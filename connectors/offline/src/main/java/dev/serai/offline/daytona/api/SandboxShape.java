package dev.serai.offline.daytona.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;

/** A sandbox as the API writes it. */
final class SandboxShape {
    static final String ORGANIZATION = "00000000-0000-0000-0000-00000000aaaa";

    private SandboxShape() {}

    static ObjectNode of(Sandbox sandbox, String toolboxUrl) {
        var wish = sandbox.wish();
        var json = Json.object()
                .put("id", sandbox.id())
                .put("organizationId", ORGANIZATION)
                .put("name", sandbox.name());
        if (wish.snapshot() != null) {
            json.put("snapshot", wish.snapshot());
        }
        json.put("user", wish.user() == null ? "daytona" : wish.user());
        json.set("env", Json.MAPPER.valueToTree(wish.environment()));
        json.set("labels", Json.MAPPER.valueToTree(sandbox.labels()));
        json.put("public", sandbox.isPublic())
                .put("networkBlockAll", wish.network().blocked())
                .put("target", wish.target())
                .put("cpu", sandbox.resources().cpu())
                .put("gpu", 0)
                .put("memory", sandbox.resources().memory())
                .put("disk", sandbox.resources().disk())
                .put("state", sandbox.state().wire())
                .put("desiredState", sandbox.desired().wire());
        if (sandbox.errorReason() != null) {
            json.put("errorReason", sandbox.errorReason()).put("recoverable", sandbox.recoverable());
        }
        var intervals = sandbox.intervals();
        json.put("backupState", "None")
                .put("autoStopInterval", intervals.stop())
                .put("autoArchiveInterval", intervals.archive())
                .put("autoDeleteInterval", intervals.delete());
        var volumes = json.putArray("volumes");
        wish.mounts().forEach(mount -> {
            var volume = volumes.addObject().put("volumeId", mount.volumeId()).put("mountPath", mount.mountPath());
            if (mount.subpath() != null) {
                volume.put("subpath", mount.subpath());
            }
        });
        if (wish.dockerfile() != null) {
            json.putObject("buildInfo")
                    .put("dockerfileContent", wish.dockerfile())
                    .put("createdAt", sandbox.created().toString())
                    .put("updatedAt", sandbox.created().toString())
                    .put("snapshotRef", "");
        }
        return json.put("createdAt", sandbox.created().toString())
                .put("updatedAt", sandbox.updated().toString())
                .put("lastActivityAt", sandbox.active().toString())
                .put("class", "small")
                .put("sandboxClass", "container")
                .put("daemonVersion", "0.190.0")
                .put("runnerId", "stand-in")
                .put("toolboxProxyUrl", toolboxUrl);
    }
}
