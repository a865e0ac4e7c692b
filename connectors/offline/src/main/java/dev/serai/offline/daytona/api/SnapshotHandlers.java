package dev.serai.offline.daytona.api;

import dev.serai.offline.daytona.toolbox.Machine;
import dev.serai.offline.daytona.wire.Call;
import dev.serai.offline.daytona.wire.Fields;
import dev.serai.offline.daytona.wire.Refusal;
import dev.serai.offline.daytona.wire.Table;
import dev.serai.offline.http.Json;
import java.util.function.Consumer;

/** Snapshots over HTTP. */
final class SnapshotHandlers {
    private static final String ONE = "/snapshots/{}";
    private static final int USUAL_PAGE = 100;

    private final Snapshots snapshots;
    private final Quota quota;
    private final Machine machine;

    SnapshotHandlers(Snapshots snapshots, Quota quota, Machine machine) {
        this.snapshots = snapshots;
        this.quota = quota;
        this.machine = machine;
    }

    void addTo(Table<Consumer<Call>> table) {
        table.on("GET", "/snapshots", this::list)
                .on("POST", "/snapshots", this::create)
                .on("GET", ONE, call -> call.reply(snapshots.get(call.word(0)).toJson()))
                .on("DELETE", ONE, this::delete)
                .on("POST", ONE + "/activate", this::activate)
                .on("POST", ONE + "/deactivate", this::deactivate)
                .on("GET", ONE + "/build-logs-url", SandboxHandlers.notDone("build logs"));
    }

    private void list(Call call) {
        var page = number(call, "page", 1);
        var limit = number(call, "limit", USUAL_PAGE);
        var found = snapshots.list().stream()
                .filter(snapshot -> snapshot.name().contains(call.query("name")))
                .toList();
        var answer = Json.object();
        var items = answer.putArray("items");
        found.stream().skip((long) (page - 1) * limit).limit(limit).forEach(snapshot -> items.add(snapshot.toJson()));
        call.reply(answer.put("total", found.size())
                .put("page", page)
                .put("totalPages", (found.size() + limit - 1) / limit));
    }

    private void create(Call call) {
        var body = call.json();
        var name = Fields.required(body, "name");
        var image = Fields.text(body, "imageName");
        var built = body.path("buildInfo").isObject();
        if (built && image != null) {
            throw Refusal.badRequest("Cannot specify an image name when using a build info entry");
        }
        if (!built && (image == null || image.isEmpty())) {
            throw Refusal.badRequest("Must specify an image name");
        }
        if (image != null && (!image.contains(":") || image.endsWith(":latest"))) {
            throw Refusal.badRequest("Image name must include a tag or digest other than \":latest\"");
        }
        if (built) {
            Dockerfile.of(body.get("buildInfo"));
        }
        if (!Fields.list(body, "entrypoint").isEmpty()) {
            throw Refusal.notDone("entrypoints");
        }
        var cpu = Fields.number(body, "cpu");
        var memory = Fields.number(body, "memory");
        var disk = Fields.number(body, "disk");
        var resources = new Resources(
                cpu == null ? Resources.USUAL.cpu() : cpu,
                memory == null ? Resources.USUAL.memory() : memory,
                disk == null ? Resources.USUAL.disk() : disk);
        quota.checkOne(resources);
        call.reply(snapshots.ofImage(name, image, resources, built).toJson());
    }

    private void delete(Call call) {
        var snapshot = snapshots.get(call.word(0));
        var deleted = machine.work(() -> {
            snapshots.delete(snapshot);
            return snapshot;
        });
        call.later(deleted, gone -> call.replyEmpty(200));
    }

    private void activate(Call call) {
        var snapshot = snapshots.get(call.word(0));
        if (snapshot.state().equals("active")) {
            throw Refusal.badRequest("Snapshot " + snapshot.id() + " is already active");
        }
        if (!snapshot.state().equals("inactive")) {
            throw Refusal.badRequest(
                    "Snapshot " + snapshot.id() + " cannot be activated - it is in " + snapshot.state() + " state");
        }
        snapshot.state("active");
        call.reply(snapshot.toJson());
    }

    private void deactivate(Call call) {
        var snapshot = snapshots.get(call.word(0));
        if (!snapshot.state().equals("active")) {
            throw Refusal.badRequest("Snapshot " + snapshot.id() + " is " + snapshot.state());
        }
        snapshot.state("inactive");
        call.replyEmpty(204);
    }

    private static int number(Call call, String name, int otherwise) {
        var text = call.query(name);
        return text.matches("[1-9]\\d{0,5}") ? Integer.parseInt(text) : otherwise;
    }
}
