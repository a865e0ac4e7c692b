package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import java.util.ArrayList;
import java.util.List;

/** What a transfer of a model reports on its way. */
final class TransferLines {
    private TransferLines() {}

    static List<ObjectNode> pulling(RemoteModel remote) {
        var lines = new ArrayList<ObjectNode>();
        lines.add(Progress.status("pulling manifest"));
        addLayers(lines, "pulling ", remote);
        lines.add(Progress.status("verifying sha256 digest"));
        lines.add(Progress.status("writing manifest"));
        return lines;
    }

    static List<ObjectNode> pushing(RemoteModel remote) {
        var lines = new ArrayList<ObjectNode>();
        lines.add(Progress.status("retrieving manifest"));
        addLayers(lines, "pushing ", remote);
        lines.add(Progress.status("pushing manifest"));
        return lines;
    }

    /** Why a model can't be had: without a network the registry has no address, with one it has no such model. */
    static String failure(ServerState state, ModelName name) {
        if (state.remote().isReachable()) {
            return "file does not exist";
        }
        var registry = state.settings().registry();
        return "Get \"https://" + registry + "/v2/" + name.repository() + "/manifests/" + name.tag()
                + "\": dial tcp: lookup " + registry + " on 127.0.0.1:53: no such host";
    }

    private static void addLayers(List<ObjectNode> lines, String verb, RemoteModel remote) {
        var sizes = remote.layerSizes();
        for (var i = 0; i < sizes.size(); i++) {
            var digest = Digests.ofText(remote.model().files().digest() + "/" + i);
            var shown = verb + digest.substring("sha256:".length(), "sha256:".length() + 12);
            lines.add(layer(shown, digest, sizes.get(i)));
            for (var step = 1; step <= remote.steps(); step++) {
                lines.add(layer(shown, digest, sizes.get(i)).put("completed", sizes.get(i) * step / remote.steps()));
            }
        }
    }

    private static ObjectNode layer(String status, String digest, long total) {
        return Json.object().put("status", status).put("digest", digest).put("total", total);
    }
}
