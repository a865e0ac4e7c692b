package dev.serai.offline.daytona.toolbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.daytona.wire.Call;
import dev.serai.offline.daytona.wire.Fields;
import dev.serai.offline.daytona.wire.Refusal;
import dev.serai.offline.http.Json;
import java.nio.charset.StandardCharsets;

/** Sessions over HTTP. */
final class SessionHandlers {
    private static final String ENTRYPOINT = "entrypoint";

    private final Box box;

    SessionHandlers(Box box) {
        this.box = box;
    }

    void list(Call call) {
        call.reply(box.sessions().toJson());
    }

    void create(Call call) {
        var id = Fields.text(call.json(), "sessionId");
        if (id == null || id.isEmpty()) {
            throw Refusal.badRequest("invalid body request: sessionId is required");
        }
        box.sessions().create(id);
        call.replyEmpty(201);
    }

    void get(Call call) {
        call.reply(box.sessions().get(call.word(0)).toJson());
    }

    void delete(Call call) {
        if (call.word(0).equals(ENTRYPOINT)) {
            throw Refusal.badRequest("can't delete entrypoint session");
        }
        box.sessions().delete(call.word(0));
        call.replyEmpty(204);
    }

    void execute(Call call) {
        if (call.word(0).equals(ENTRYPOINT)) {
            throw Refusal.badRequest("can't execute command in entrypoint session");
        }
        var body = call.json();
        var text = Fields.text(body, "command");
        if (text == null || text.isBlank()) {
            throw Refusal.silent(400);
        }
        var async = is(Fields.flag(body, "runAsync")) || is(Fields.flag(body, "async"));
        var session = box.sessions().get(call.word(0));
        var command = session.run(text, async, !is(Fields.flag(body, "suppressInputEcho")));
        if (async) {
            var answer = Json.object().put("cmdId", command.id());
            call.reply(
                    202,
                    answer.putNull("output").putNull("stdout").putNull("stderr").putNull("exitCode"));
            return;
        }
        session.deleted()
                .thenRun(() -> call.exchange().onEventLoop(() -> {
                    throw Refusal.badRequest("failed to execute command: session cancelled");
                }));
        command.end().whenComplete((status, failure) -> {
            if (failure == null) {
                call.later(box.machine().work(() -> command.log().bytes()), log -> {
                    var answer = Json.object().put("cmdId", command.id());
                    call.reply(outputs(answer, log, version(call)).put("exitCode", status));
                });
            }
        });
    }

    void command(Call call) {
        call.reply(box.sessions().get(call.word(0)).command(call.word(1)).toJson());
    }

    void input(Call call) {
        if (call.word(0).equals(ENTRYPOINT)) {
            throw Refusal.badRequest("can't send input to entrypoint session");
        }
        var data = Fields.text(call.json(), "data");
        if (data == null || data.isEmpty()) {
            throw Refusal.badRequest("invalid body request: data is required");
        }
        box.sessions().get(call.word(0)).send(call.word(1), data);
        call.replyEmpty(204);
    }

    void logs(Call call) {
        var command = box.sessions().get(call.word(0)).command(call.word(1));
        var version = version(call);
        call.later(box.machine().work(() -> command.log().bytes()), log -> {
            if (version.apart() && !version.combined()) {
                call.reply(outputs(Json.object(), log, version));
            } else {
                var text = version.combined() ? Labels.without(log) : log;
                call.exchange().send(200, "text/plain; charset=utf-8", text);
            }
        });
    }

    static ClientVersion version(Call call) {
        return ClientVersion.of(call.header(ClientVersion.HEADER), call.header("X-Daytona-Split-Output"));
    }

    private static ObjectNode outputs(ObjectNode answer, byte[] log, ClientVersion version) {
        answer.put("output", text(version.combined() ? Labels.without(log) : log));
        if (version.apart() && !version.combined()) {
            return answer.put("stdout", text(Labels.only(Labels.OUT, log)))
                    .put("stderr", text(Labels.only(Labels.ERR, log)));
        }
        return answer.putNull("stdout").putNull("stderr");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static boolean is(Boolean flag) {
        return flag != null && flag;
    }
}
