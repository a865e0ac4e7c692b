package dev.serai.offline.daytona.api;

import dev.serai.offline.daytona.toolbox.Machine;
import dev.serai.offline.daytona.wire.Call;
import dev.serai.offline.daytona.wire.Refusal;
import dev.serai.offline.daytona.wire.Table;
import dev.serai.offline.http.Exchange;
import dev.serai.offline.http.Json;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The API's operations. */
public final class Api {
    /** What the service has too and the stand-in does not. */
    private static final Set<String> NOT_DONE = Set.of(
            "config",
            "api-keys",
            "organizations",
            "regions",
            "object-storage",
            "secrets",
            "secret",
            "warm-pools",
            "webhooks",
            "audit",
            "users",
            "runners",
            "docker-registry",
            "preview");

    private final Table<Consumer<Call>> table = new Table<>();

    public Api(
            Sandboxes sandboxes,
            Snapshots snapshots,
            Volumes volumes,
            Previews previews,
            Quota quota,
            CreateLimit creates,
            Supplier<String> toolboxUrl,
            Machine machine) {
        new SandboxHandlers(sandboxes, toolboxUrl, machine.now(), creates).addTo(table);
        new SnapshotHandlers(snapshots, quota, machine).addTo(table);
        new VolumeHandlers(volumes, sandboxes, machine).addTo(table);
        previews.addTo(table);
        table.on("GET", "/health", call -> call.reply(Json.object().put("status", "ok")));
    }

    public void handle(Exchange exchange, String path) {
        if (Table.run(table, exchange, path)) {
            return;
        }
        var words = path.split("/");
        if (words.length > 1 && NOT_DONE.contains(words[1])) {
            throw Refusal.notDone(words[1]);
        }
        if (words.length > 3 && words[1].equals("sandbox")) {
            throw Refusal.notDone("/sandbox/.../" + words[3]);
        }
        throw Refusal.notFound("Cannot " + exchange.method() + " /api" + path);
    }
}
