package dev.serai.offline.daytona.toolbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Json;
import dev.serai.offline.process.Limits;
import dev.serai.offline.process.Pipe;
import dev.serai.offline.process.Shell;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A command of a session. */
final class SessionCommand {
    private final String id = UUID.randomUUID().toString();
    private final String text;
    private final boolean waitsForInput;
    private final boolean echo;
    private final Session session;
    private final Path folder;
    private final CommandLog log;
    private final Pipe input;
    private final Limits limits;
    private final CompletableFuture<Integer> end = new CompletableFuture<>();
    private final Runnable look = this::look;
    private long deadline;

    SessionCommand(Session session, String text, boolean waitsForInput, boolean echo) {
        this.session = session;
        this.text = text;
        this.waitsForInput = waitsForInput;
        this.echo = echo;
        var machine = session.box().machine();
        limits = machine.launcher().limits();
        folder = session.box().newJob();
        log = new CommandLog(folder, limits.output());
        input = new Pipe(folder.resolve("in"), machine.launcher().ticker());
    }

    /** Writes the scripts, and returns the line for the session's shell that runs the command in it. */
    String prepare(long job) throws IOException {
        Files.createDirectories(folder);
        var command = folder.resolve("command");
        Files.writeString(command, text);
        var pipe = Shell.quote(folder.resolve("in").toString());
        var run = folder.resolve("run");
        Files.writeString(
                run,
                (waitsForInput ? "mkfifo " + pipe + "\n" : "")
                        + "printf 'say " + job + " began " + id + "\\n' >&3\n"
                        + "{ . " + Shell.quote(command.toString()) + "\n} <" + (waitsForInput ? pipe : "/dev/null")
                        + " >" + Shell.quote(folder.resolve("out").toString())
                        + " 2>" + Shell.quote(folder.resolve("err").toString()) + " 3>&-\n"
                        + "printf 'say " + job + " done " + id + " %s\\n' \"$?\" >&3\n");
        return ". " + Shell.quote(run.toString()) + "\n";
    }

    void began() {
        deadline = System.nanoTime() + limits.time().toNanos();
        if (waitsForInput) {
            input.ready();
        }
        session.box().machine().looks().add(look);
    }

    void done(int status) {
        session.box().machine().looks().once(() -> finish(status));
    }

    /** The session is gone, and this command with it. */
    void cancel() {
        var looks = session.box().machine().looks();
        looks.remove(look);
        looks.once(log::close);
        input.close();
        end.cancel(false);
    }

    void forget() throws IOException {
        Folders.delete(folder);
    }

    void send(String data) {
        var bytes = (data.endsWith("\n") ? data : data + "\n").getBytes(StandardCharsets.UTF_8);
        // The echo first, so that the log never has an answer before its question.
        session.box().machine().looks().once(() -> {
            if (echo && !end.isDone()) {
                log.append(Labels.label(Labels.OUT, bytes));
            }
            input.write(bytes);
        });
    }

    String id() {
        return id;
    }

    /** Completes with the exit status; never where the command has ended its shell. */
    CompletableFuture<Integer> end() {
        return end;
    }

    boolean isDone() {
        return end.isDone();
    }

    CommandLog log() {
        return log;
    }

    ObjectNode toJson() {
        var json = Json.object().put("id", id).put("command", text);
        if (end.isDone() && !end.isCancelled()) {
            json.put("exitCode", end.getNow(0));
        }
        return json;
    }

    private void look() {
        log.look();
        if (log.isOver()) {
            stopAt("after " + limits.output() + " bytes of output");
        } else if (System.nanoTime() - deadline >= 0) {
            stopAt("after " + limits.time().toSeconds() + " seconds");
        }
    }

    private void stopAt(String limit) {
        session.kill();
        log.end();
        mark("the stand-in killed the session " + limit);
        ended(137);
    }

    private void finish(int status) {
        if (end.isDone()) {
            return;
        }
        log.end();
        if (log.isOver()) {
            mark("the stand-in cut the log after " + limits.output() + " bytes of output");
        }
        ended(status);
    }

    private void mark(String text) {
        log.append(Labels.label(Labels.ERR, (text + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    private void ended(int status) {
        session.box().machine().looks().remove(look);
        input.close();
        end.complete(status);
    }
}
