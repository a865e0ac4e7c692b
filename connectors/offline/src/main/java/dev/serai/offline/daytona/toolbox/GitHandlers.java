package dev.serai.offline.daytona.toolbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.daytona.wire.Call;
import dev.serai.offline.daytona.wire.Fields;
import dev.serai.offline.daytona.wire.Refusal;
import dev.serai.offline.http.Json;
import dev.serai.offline.process.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** Git, through the program of this machine. */
final class GitHandlers {
    private static final String CREDENTIALS =
            "credential.helper=!f() { echo \"username=$GIT_USERNAME\"; echo \"password=$GIT_PASSWORD\"; }; f";

    private final Box box;
    private final Commands commands;

    GitHandlers(Box box) {
        this.box = box;
        commands = new Commands(box);
    }

    void cloneRepository(Call call) {
        var body = call.json();
        var url = needed(body, "url");
        var folder = box.tree().resolve(needed(body, "path"));
        var branch = Fields.text(body, "branch");
        var commit = Fields.text(body, "commit_id");
        // A path instead of an address is one of the sandbox.
        var source = url.startsWith("/") ? box.tree().resolve(url).toString() : url;
        var unchecked = Boolean.TRUE.equals(Fields.flag(body, "insecure_skip_tls"));
        var lines = git("clone", unchecked ? "-c http.sslVerify=false" : "") + " --single-branch "
                + (branch == null || branch.isEmpty() ? "" : "--branch " + Shell.quote(branch) + " ") + "-- "
                + Shell.quote(source) + " " + Shell.quote(folder.toString())
                + (commit == null || commit.isEmpty()
                        ? ""
                        : " && cd " + Shell.quote(folder.toString()) + " && " + git("checkout", "") + " "
                                + reference(commit));
        run(call, box.home(), lines, credentials(body), GitFaults.of(branch), text -> call.replyEmpty(200));
    }

    void status(Call call) {
        in(call, GitStatus.LINES, text -> call.reply(GitStatus.of(text).toJson()));
    }

    void history(Call call) {
        in(call, git("log", "") + " --format=%H%x1f%an%x1f%ae%x1f%aI%x1f%B%x1e", text -> {
            var list = Json.array();
            for (var entry : text.split("\u001e\n?")) {
                var parts = entry.split("\u001f", -1);
                if (parts.length == 5) {
                    list.addObject()
                            .put("hash", parts[0])
                            .put("author", parts[1])
                            .put("email", parts[2])
                            .put("message", parts[4])
                            .put("timestamp", parts[3].replace("+00:00", "Z"));
                }
            }
            call.reply(list);
        });
    }

    void branches(Call call) {
        in(call, git("for-each-ref", "") + " --format='%(refname:short)' refs/heads", text -> {
            var answer = Json.object();
            var list = answer.putArray("branches");
            text.lines().forEach(list::add);
            call.reply(answer);
        });
    }

    void createBranch(Call call) {
        change(call, body -> git("checkout", "") + " -b " + reference(needed(body, "name")), 201);
    }

    void deleteBranch(Call call) {
        change(call, body -> git("branch", "") + " -D -- " + reference(needed(body, "name")), 204);
    }

    void checkout(Call call) {
        change(call, body -> git("checkout", "") + " " + reference(needed(body, "branch")) + " --", 200);
    }

    void add(Call call) {
        change(
                call,
                body -> {
                    var names = new StringBuilder();
                    Fields.list(body, "files").forEach(name -> names.append(' ').append(Shell.quote(name)));
                    if (names.isEmpty()) {
                        throw Refusal.badRequest("invalid body request: files is required");
                    }
                    return git("add", "") + " --" + names;
                },
                200);
    }

    void commit(Call call) {
        var body = call.json();
        var author = "-c user.name=" + Shell.quote(needed(body, "author")) + " -c user.email="
                + Shell.quote(needed(body, "email"));
        var lines = git("commit", author) + " -q -m " + Shell.quote(needed(body, "message"))
                + (Boolean.TRUE.equals(Fields.flag(body, "allow_empty")) ? " --allow-empty" : "")
                + " && git rev-parse HEAD";
        run(
                call,
                repository(needed(body, "path")),
                lines,
                Map.of(),
                GitFaults.of(null),
                text -> call.reply(Json.object().put("hash", text.strip())));
    }

    void push(Call call) {
        var body = call.json();
        var lines = "ref=$(git symbolic-ref HEAD) || exit 45\n" + git("push", "") + " origin \"$ref:$ref\"";
        run(
                call,
                repository(needed(body, "path")),
                lines,
                credentials(body),
                GitFaults.of(null),
                text -> call.replyEmpty(200));
    }

    void pull(Call call) {
        var body = call.json();
        var lines = git("pull", "") + " --ff-only origin HEAD";
        run(
                call,
                repository(needed(body, "path")),
                lines,
                credentials(body),
                GitFaults.of(null),
                text -> call.replyEmpty(200));
    }

    /** Lines for the repository that a query parameter names. */
    private void in(Call call, String lines, Consumer<String> answer) {
        run(call, repository(needed(call.query("path"), "path")), lines, Map.of(), GitFaults.of(null), answer);
    }

    private void change(Call call, Function<JsonNode, String> lines, int status) {
        var body = call.json();
        run(
                call,
                repository(needed(body, "path")),
                lines.apply(body),
                Map.of(),
                GitFaults.of(null),
                text -> call.replyEmpty(status));
    }

    private void run(
            Call call,
            Path folder,
            String lines,
            Map<String, String> environment,
            GitFaults faults,
            Consumer<String> answer) {
        if (!Language.isPresent("git")) {
            throw Refusal.notDone("git without the program, which is not on this machine");
        }
        var all = new LinkedHashMap<>(environment);
        all.put("GIT_TERMINAL_PROMPT", "0");
        all.put("GIT_CONFIG_NOSYSTEM", "1");
        all.put("GIT_ASKPASS", "true");
        call.later(commands.run(lines, folder, all, null), outcome -> {
            if (outcome.status() != 0) {
                throw faults.refusal(outcome.output());
            }
            answer.accept(outcome.output());
        });
    }

    private Path repository(String path) {
        var folder = box.tree().resolve(path);
        if (!Files.exists(folder.resolve(".git"))) {
            throw Refusal.notFound("repository does not exist");
        }
        return folder;
    }

    private static Map<String, String> credentials(JsonNode body) {
        var name = Fields.text(body, "username");
        var password = Fields.text(body, "password");
        return Map.of("GIT_USERNAME", name == null ? "" : name, "GIT_PASSWORD", password == null ? "" : password);
    }

    /** Hooks of a repository must not see the credentials. */
    private static String git(String verb, String settings) {
        return "git -c credential.helper= -c " + Shell.quote(CREDENTIALS) + " -c core.hooksPath=/dev/null " + settings
                + " " + verb;
    }

    /** A branch or a commit as a word that can't be taken for an option. */
    private static String reference(String name) {
        if (name.startsWith("-")) {
            throw Refusal.badRequest("invalid reference: " + name);
        }
        return Shell.quote(name);
    }

    private static String needed(JsonNode body, String name) {
        return needed(Fields.text(body, name), name);
    }

    private static String needed(String value, String name) {
        if (value == null || value.isEmpty()) {
            throw Refusal.badRequest("invalid body request: " + name + " is required");
        }
        return value;
    }
}
