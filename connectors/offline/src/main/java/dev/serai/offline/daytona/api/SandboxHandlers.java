package dev.serai.offline.daytona.api;

import dev.serai.offline.daytona.wire.Call;
import dev.serai.offline.daytona.wire.Fields;
import dev.serai.offline.daytona.wire.Refusal;
import dev.serai.offline.daytona.wire.Table;
import dev.serai.offline.http.Json;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Sandboxes over HTTP. */
final class SandboxHandlers {
    private static final String ONE = "/sandbox/{}";

    private final Sandboxes sandboxes;
    private final Supplier<String> toolboxUrl;
    private final Supplier<Instant> now;
    private final CreateLimit creates;

    SandboxHandlers(Sandboxes sandboxes, Supplier<String> toolboxUrl, Supplier<Instant> now, CreateLimit creates) {
        this.sandboxes = sandboxes;
        this.toolboxUrl = toolboxUrl;
        this.now = now;
        this.creates = creates;
    }

    void addTo(Table<Consumer<Call>> table) {
        table.on("GET", "/sandbox", this::list)
                .on("POST", "/sandbox", this::create)
                .on("GET", ONE, call -> reply(call, sandbox(call)))
                .on("DELETE", ONE, change(sandboxes::destroy))
                .on("POST", ONE + "/start", change(sandboxes::start))
                .on("POST", ONE + "/stop", change(sandboxes::stop))
                .on("POST", ONE + "/archive", change(sandboxes::archive))
                .on("POST", ONE + "/recover", change(sandboxes::recover))
                .on("POST", ONE + "/resize", this::resize)
                .on("POST", ONE + "/snapshot", this::snapshot)
                .on("POST", ONE + "/fork", call -> refuseForContainers(call, "Forking"))
                .on("POST", ONE + "/pause", call -> refuseForContainers(call, "Pausing"))
                .on("PUT", ONE + "/labels", this::labels)
                .on("POST", ONE + "/last-activity", this::touch)
                .on("POST", ONE + "/public/{}", this::publish)
                .on("POST", ONE + "/network-settings", this::network)
                .on("POST", ONE + "/autostop/{}", interval(Intervals::withStop))
                .on("POST", ONE + "/autoarchive/{}", interval(Intervals::withArchive))
                .on("POST", ONE + "/autodelete/{}", interval(Intervals::withDelete))
                .on("GET", ONE + "/toolbox-proxy-url", this::toolboxUrl)
                .on("POST", ONE + "/backup", notDone("backups"))
                .on("GET", ONE + "/build-logs-url", notDone("build logs"))
                .on("POST", ONE + "/ssh-access", notDone("SSH"))
                .on("DELETE", ONE + "/ssh-access", notDone("SSH"))
                .on("GET", "/sandbox/ssh-access/validate", notDone("SSH"));
    }

    static Consumer<Call> notDone(String name) {
        return call -> {
            throw Refusal.notDone(name);
        };
    }

    private void list(Call call) {
        call.reply(new SandboxList(call).page(sandboxes.all(), toolboxUrl.get()));
    }

    private void create(Call call) {
        creates.check(now.get());
        reply(call, sandboxes.create(Wish.of(call.json(), "us")));
    }

    private void resize(Call call) {
        var body = call.json();
        var sandbox = sandbox(call);
        var has = sandbox.resources();
        var cpu = Fields.number(body, "cpu");
        var memory = Fields.number(body, "memory");
        var disk = Fields.number(body, "disk");
        sandboxes.resize(
                sandbox,
                new Resources(
                        cpu == null ? has.cpu() : cpu,
                        memory == null ? has.memory() : memory,
                        disk == null ? has.disk() : disk));
        reply(call, sandbox);
    }

    private void snapshot(Call call) {
        var sandbox = sandbox(call);
        sandboxes.snapshot(sandbox, Fields.required(call.json(), "name"));
        reply(call, sandbox);
    }

    /** Sandboxes of the stand-in are containers in the service's terms, and those can do neither there. */
    private void refuseForContainers(Call call, String what) {
        sandbox(call);
        throw Refusal.of(422, what + " is not supported for this sandbox");
    }

    private void labels(Call call) {
        var sandbox = sandbox(call);
        sandbox.labels(Fields.texts(call.json(), "labels"));
        var answer = Json.object();
        answer.set("labels", Json.MAPPER.valueToTree(sandbox.labels()));
        call.reply(answer);
    }

    private void touch(Call call) {
        sandbox(call).touch(now.get());
        call.replyEmpty(201);
    }

    private void publish(Call call) {
        var sandbox = sandbox(call);
        sandbox.isPublic(call.word(1).equals("true"));
        reply(call, sandbox);
    }

    private void network(Call call) {
        var sandbox = sandbox(call);
        sandbox.wish().network().with(call.json());
        reply(call, sandbox);
    }

    private void toolboxUrl(Call call) {
        sandbox(call);
        call.reply(Json.object().put("url", toolboxUrl.get()));
    }

    private Consumer<Call> interval(IntervalChange change) {
        return call -> {
            var sandbox = sandbox(call);
            if (!call.word(1).matches("-?\\d{1,7}")) {
                throw Refusal.badRequest("Validation failed (numeric string is expected)");
            }
            sandbox.intervals(change.with(sandbox.intervals(), Integer.parseInt(call.word(1))));
            reply(call, sandbox);
        };
    }

    private Consumer<Call> change(Consumer<Sandbox> change) {
        return call -> {
            var sandbox = sandbox(call);
            change.accept(sandbox);
            reply(call, sandbox);
        };
    }

    private Sandbox sandbox(Call call) {
        return sandboxes.get(call.word(0));
    }

    private void reply(Call call, Sandbox sandbox) {
        call.reply(SandboxShape.of(sandbox, toolboxUrl.get()));
    }

    private interface IntervalChange {
        Intervals with(Intervals intervals, int minutes);
    }
}
