package dev.serai.modal.client.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;
import dev.serai.modal.client.plane.Stages;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/** The files of a sandbox, through the tool that each has. */
public final class SandboxFiles {

    private static final String TOOL = "/__modal/.bin/modal-sandbox-fs-tools";

    /** How much is read at most, of a file or of what is told about a folder. */
    public static final int MOST_BYTES = 64 << 20;

    private static final int MOST_SAID = 1 << 16;

    private final BiFunction<ExecSpec, OutputListener, CompletableFuture<ExecResult>> exec;
    private final Duration limit;
    private final int most;

    SandboxFiles(BiFunction<ExecSpec, OutputListener, CompletableFuture<ExecResult>> exec, Duration limit) {
        this(exec, limit, MOST_BYTES);
    }

    private SandboxFiles(
            BiFunction<ExecSpec, OutputListener, CompletableFuture<ExecResult>> exec, Duration limit, int most) {
        this.exec = exec;
        this.limit = limit;
        this.most = most;
    }

    /** The same with other limits. */
    public SandboxFiles within(Duration time, int bytes) {
        return new SandboxFiles(exec, time, bytes);
    }

    public CompletableFuture<byte[]> read(String path) {
        return Stages.map(
                run("ReadFile", at(path), new byte[0]), done -> done.stdout().bytes());
    }

    public CompletableFuture<Void> write(String path, byte[] content) {
        return Stages.map(run("WriteFile", at(path), content), done -> null);
    }

    /** What lies in a folder, with the properties that the service gives. */
    public CompletableFuture<List<Map<String, Object>>> list(String path) {
        return Stages.map(run("ListFiles", at(path), new byte[0]), done -> {
            var entries = new ArrayList<Map<String, Object>>();
            json(path, done.stdout().bytes()).forEach(entry -> entries.add(Json.map(entry)));
            return entries;
        });
    }

    public CompletableFuture<Map<String, Object>> stat(String path) {
        return Stages.map(
                run("Stat", at(path), new byte[0]),
                done -> Json.map(json(path, done.stdout().bytes())));
    }

    public CompletableFuture<Void> makeDirectory(String path) {
        return Stages.map(run("MakeDirectory", at(path).put("parents", true), new byte[0]), done -> null);
    }

    public CompletableFuture<Void> remove(String path, boolean recursive) {
        return Stages.map(run("Remove", at(path).put("recursive", recursive), new byte[0]), done -> null);
    }

    private static ObjectNode at(String path) {
        if (!path.startsWith("/")) {
            throw new ModalException(ModalError.BAD_INPUT, "the path '" + path + "' does not begin with a slash");
        }
        return Json.object().put("path", path);
    }

    private CompletableFuture<ExecResult> run(String what, ObjectNode parameters, byte[] content) {
        var question = Json.object();
        question.set(what, parameters);
        var path = parameters.path("path").asText();
        var spec = ExecSpec.of(TOOL, Json.text(question))
                .withStdin(content)
                .withMaxOutput(Math.max(most, MOST_SAID))
                .withLimit(seconds())
                .withWholeOutput();
        return Stages.map(exec.apply(spec, new Gauge(path, most)), done -> {
            if (done.timedOut()) {
                throw new ModalException(
                        ModalError.FILE_FAILED,
                        what + " of " + path + " took longer than " + seconds().toSeconds() + " s and was ended");
            }
            if (done.exitCode() != 0) {
                throw failure(what, path, done);
            }
            return done;
        });
    }

    private static ModalException failure(String what, String path, ExecResult done) {
        try {
            var said = Json.read(done.stderr().bytes());
            return new ModalException(
                    ModalError.FILE_FAILED,
                    what + " of " + path + " failed: " + said.path("error_kind").asText("?") + ", "
                            + said.path("message").asText(""));
        } catch (IOException e) {
            return new ModalException(
                    ModalError.FILE_FAILED, what + " of " + path + " failed with the exit code " + done.exitCode());
        }
    }

    /** The service counts in whole seconds. */
    private Duration seconds() {
        return Duration.ofSeconds(Math.max(1, (limit.toMillis() + 999) / 1000));
    }

    /** Ends the reading when there is too much, since the rest would come in vain. */
    private static final class Gauge implements OutputListener {

        private final String path;
        private final int most;
        private long read;
        private long said;

        Gauge(String path, int most) {
            this.path = path;
            this.most = most;
        }

        @Override
        public void part(boolean stderr, byte[] bytes) {
            if (stderr) {
                said += bytes.length;
            } else {
                read += bytes.length;
            }
            if (read > most || said > MOST_BYTES) {
                throw new ModalException(
                        ModalError.TOO_LARGE,
                        path + " has more than the " + most + " bytes that may be read",
                        "Make it smaller, or put it on a volume.",
                        null);
            }
        }
    }

    private static JsonNode json(String path, byte[] bytes) {
        try {
            return Json.read(bytes);
        } catch (IOException e) {
            throw new ModalException(ModalError.BAD_ANSWER, "what the sandbox tells of " + path + " is not JSON");
        }
    }
}
