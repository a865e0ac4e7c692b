package dev.serai.offline.daytona.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.daytona.wire.Fields;
import dev.serai.offline.daytona.wire.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a client wants a new sandbox to be.
 *
 * @param dockerfile of an image instead of a snapshot, or null
 * @param resources null for the usual ones
 */
record Wish(
        String name,
        String snapshot,
        String dockerfile,
        String user,
        Map<String, String> environment,
        Map<String, String> labels,
        boolean isPublic,
        String target,
        Resources resources,
        Intervals intervals,
        List<Mount> mounts,
        Network network) {

    static Wish of(JsonNode body, String target) {
        var snapshot = Fields.text(body, "snapshot");
        var dockerfile = body.path("buildInfo").isObject() ? Dockerfile.of(body.get("buildInfo")) : null;
        if (snapshot != null && dockerfile != null) {
            throw Refusal.badRequest("Cannot specify a snapshot when using a build info entry");
        }
        var cpu = Fields.number(body, "cpu");
        var memory = Fields.number(body, "memory");
        var disk = Fields.number(body, "disk");
        var gpu = Fields.number(body, "gpu");
        var some = cpu != null || memory != null || disk != null || gpu != null;
        if (some && dockerfile == null) {
            throw Refusal.badRequest("Cannot specify Sandbox resources when using a snapshot");
        }
        if (gpu != null && gpu > 0) {
            throw Refusal.badRequest("Total GPU limit exceeded. Maximum allowed: 0.");
        }
        if (Fields.text(body, "linkedSandbox") != null) {
            throw Refusal.notDone("linked sandboxes");
        }
        var usual = Resources.USUAL;
        var asked = Fields.text(body, "target");
        return new Wish(
                Fields.text(body, "name"),
                snapshot,
                dockerfile,
                Fields.text(body, "user"),
                Fields.texts(body, "env"),
                Fields.texts(body, "labels"),
                Boolean.TRUE.equals(Fields.flag(body, "public")),
                asked == null ? target : asked,
                some ? new Resources(or(cpu, usual.cpu()), or(memory, usual.memory()), or(disk, usual.disk())) : null,
                Intervals.of(body),
                mounts(body.path("volumes")),
                Network.OPEN.with(body));
    }

    private static int or(Integer asked, int otherwise) {
        return asked == null || asked == 0 ? otherwise : asked;
    }

    private static List<Mount> mounts(JsonNode list) {
        var found = new ArrayList<Mount>();
        for (var volume : list) {
            var path = Fields.required(volume, "mountPath");
            if (!path.startsWith("/") || path.equals("/") || path.contains("..")) {
                throw Refusal.badRequest("Invalid mount path " + path + " (must be absolute)");
            }
            found.add(new Mount(Fields.required(volume, "volumeId"), path, Fields.text(volume, "subpath")));
        }
        return found;
    }
}
