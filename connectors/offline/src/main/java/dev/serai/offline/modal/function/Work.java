package dev.serai.offline.modal.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import dev.serai.modal.proto.DataFormat;
import dev.serai.modal.proto.GenericResult;
import dev.serai.modal.proto.GenericResult.GenericStatus;
import dev.serai.offline.http.Json;
import dev.serai.offline.modal.machine.Machine;
import dev.serai.offline.process.Environments;
import dev.serai.offline.process.Leftovers;
import dev.serai.offline.process.Program;
import dev.serai.offline.process.Running;
import dev.serai.offline.process.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** One process of Python that runs one input. */
final class Work {
    private static final String VARIABLE = "MODAL_STANDIN_JOB";

    private final Machine machine;
    private final Target target;
    private final String method;
    private final DataFormat format;
    private final Map<String, String> secrets;
    private final Path job;
    private Running running;
    private boolean cancelled;

    Work(Machine machine, Target target, String method, DataFormat format, Map<String, String> secrets) {
        this.machine = machine;
        this.target = target;
        this.method = method;
        this.format = format;
        this.secrets = secrets;
        this.job = machine.newJob();
    }

    CompletableFuture<GenericResult> run(ByteString input) {
        return machine.onDisk(() -> start(input))
                .thenCompose(started -> started == null
                        ? CompletableFuture.completedFuture(
                                failed(GenericStatus.GENERIC_STATUS_TERMINATED, "cancelled"))
                        : started.end().thenApplyAsync(this::result, machine.disk()));
    }

    synchronized void kill() {
        cancelled = true;
        if (running != null) {
            running.kill();
        }
    }

    private Running start(ByteString input) throws IOException {
        Files.createDirectories(job.resolve("home"));
        Files.write(job.resolve("input"), input.toByteArray());
        var call = Json.object()
                .put("source", target.source().toString())
                .put("name", target.name())
                .put("method", method)
                .put("format", format.getNumber());
        call.set("parameters", target.parameters());
        Files.writeString(job.resolve("call.json"), Json.write(call));
        var log = job.resolve("log");
        var script =
                "exec python3 -B " + Shell.quote(machine.script("container.py").toString()) + " "
                        + Shell.quote(job.toString()) + " >" + Shell.quote(log.toString()) + " 2>&1 3>&-";
        var program = new Program(job, job.resolve("home"), environment(), script, log, time());
        synchronized (this) {
            if (!cancelled) {
                running = machine.start(program, report -> {});
            }
            return running;
        }
    }

    private Duration time() {
        var wanted = target.options(method).timeout();
        var most = machine.limits();
        return wanted == null ? most.time() : most.withTime(wanted).time();
    }

    private Map<String, String> environment() {
        var environment = new LinkedHashMap<>(Environments.bare());
        environment.put("HOME", job.resolve("home").toString());
        environment.put("TMPDIR", job.resolve("home").toString());
        environment.put("MODAL_IS_REMOTE", "1");
        environment.put("MODAL_FUNCTION_ID", target.id());
        environment.putAll(secrets);
        environment.put(VARIABLE, job.toString());
        return environment;
    }

    private GenericResult result(Running.End end) {
        try {
            // With a container all ends that was started in it, also what has left its group.
            Leftovers.kill(VARIABLE, job.toString());
            if (end.timedOut()) {
                return failed(
                        GenericStatus.GENERIC_STATUS_TIMEOUT,
                        "Input exceeded its time limit of " + time().toMillis() + " ms");
            }
            var file = job.resolve("result.json");
            if (cancelled || end.cut() || !Files.exists(file)) {
                return failed(
                        cancelled
                                ? GenericStatus.GENERIC_STATUS_TERMINATED
                                : GenericStatus.GENERIC_STATUS_INTERNAL_FAILURE,
                        end.cut()
                                ? "the function wrote more output than the stand-in allows"
                                : "the container ended with status " + end.status());
            }
            return of(Json.parse(Files.readString(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            machine.delete(job);
        }
    }

    private GenericResult of(JsonNode result) throws IOException {
        if (!result.path("ok").asBoolean()) {
            return failed(
                            GenericStatus.GENERIC_STATUS_FAILURE,
                            result.path("exception").asText())
                    .toBuilder()
                    .setTraceback(result.path("traceback").asText())
                    .build();
        }
        return GenericResult.newBuilder()
                .setStatus(GenericStatus.GENERIC_STATUS_SUCCESS)
                .setData(ByteString.copyFrom(Files.readAllBytes(job.resolve("output"))))
                .build();
    }

    static GenericResult failed(GenericStatus status, String exception) {
        return GenericResult.newBuilder()
                .setStatus(status)
                .setException(exception)
                .build();
    }
}
