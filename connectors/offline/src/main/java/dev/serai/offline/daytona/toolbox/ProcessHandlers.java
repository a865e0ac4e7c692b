package dev.serai.offline.daytona.toolbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.daytona.wire.Call;
import dev.serai.offline.daytona.wire.Fields;
import dev.serai.offline.daytona.wire.Refusal;
import dev.serai.offline.http.Json;
import java.nio.file.Files;
import java.time.Duration;

/** Single commands and single pieces of code. */
final class ProcessHandlers {
    private final Box box;
    private final Commands commands;

    ProcessHandlers(Box box) {
        this.box = box;
        commands = new Commands(box);
    }

    void execute(Call call) {
        var body = call.json();
        var command = Fields.text(body, "command");
        if (command == null || command.isEmpty()) {
            throw Refusal.badRequest("invalid request body: command is required");
        }
        if (command.isBlank()) {
            throw Refusal.badRequest("command cannot be empty or whitespace-only");
        }
        var asked = Fields.text(body, "cwd");
        var folder = asked == null || asked.isEmpty() ? box.home() : box.tree().resolve(asked);
        if (!Files.isDirectory(folder)) {
            call.reply(
                    Json.object().put("exitCode", -1).put("result", "chdir " + asked + ": no such file or directory"));
            return;
        }
        call.later(
                commands.run(command, folder, Fields.texts(body, "envs"), time(body)),
                outcome -> call.reply(answer(outcome, outcome.output())));
    }

    void codeRun(Call call) {
        var body = call.json();
        var code = Fields.text(body, "code");
        var name = Fields.text(body, "language");
        if (code == null || code.isEmpty() || name == null || name.isEmpty()) {
            throw Refusal.badRequest("invalid body request: code and language are required");
        }
        var language = Language.of(name);
        var lines = language.lines(code, Fields.list(body, "argv"));
        call.later(commands.run(lines, box.home(), Fields.texts(body, "envs"), time(body)), outcome -> {
            var artifacts = Artifacts.of(outcome.output());
            var answer = answer(outcome, artifacts.text());
            if (!artifacts.charts().isEmpty()) {
                answer.putObject("artifacts").set("charts", artifacts.charts());
            }
            call.reply(answer);
        });
    }

    private static Duration time(JsonNode body) {
        var seconds = Fields.number(body, "timeout");
        return seconds == null || seconds <= 0 ? null : Duration.ofSeconds(seconds);
    }

    private static ObjectNode answer(Commands.Outcome outcome, String text) {
        if (outcome.timedOut()) {
            throw Refusal.of(408, "command execution timeout");
        }
        return Json.object().put("exitCode", outcome.status()).put("result", text);
    }
}
