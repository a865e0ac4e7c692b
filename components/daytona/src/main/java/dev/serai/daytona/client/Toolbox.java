package dev.serai.daytona.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.error.ErrorCode;
import dev.serai.support.error.Failures;
import dev.serai.support.http.HttpCall;
import dev.serai.support.http.HttpReply;
import dev.serai.support.http.HttpStream;
import dev.serai.support.http.SocketCall;
import dev.serai.support.json.Json;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The inside of one sandbox: its processes, files and repositories. */
public final class Toolbox {

    /** What a failure may look like when in truth the sandbox is gone. */
    private static final Set<ErrorCode> DOUBTFUL = Set.of(
            DaytonaError.SERVER_FAILED,
            DaytonaError.BROKE,
            DaytonaError.REFUSED,
            DaytonaError.CONNECT_TIMEOUT,
            DaytonaError.NOT_DAYTONA,
            DaytonaError.NOT_DONE,
            DaytonaError.REJECTED,
            DaytonaError.BUSY,
            SandboxError.NOT_STARTED);

    /** What says that nothing is left to be ended. */
    private static final Set<ErrorCode> GONE = Set.of(
            SandboxError.NOT_FOUND,
            SandboxError.LOST,
            SandboxError.NOT_STARTED,
            ProcessError.SESSION_NOT_FOUND,
            ProcessError.ENDED);

    private static final Logger LOG = LoggerFactory.getLogger(Toolbox.class);
    private static final Duration FAREWELL_LIMIT = Duration.ofMinutes(1);

    private final Gateway gateway;
    private final SandboxApi sandboxes;
    private final String id;
    private final URI base;

    Toolbox(Gateway gateway, SandboxApi sandboxes, String id, URI base) {
        this.gateway = gateway;
        this.sandboxes = sandboxes;
        this.id = id;
        this.base = base;
    }

    public String id() {
        return id;
    }

    public Gateway gateway() {
        return gateway;
    }

    public URI uri(String pathAndQuery) {
        return URI.create(base + pathAndQuery);
    }

    public HttpCall.Builder call(String method, String pathAndQuery) {
        return gateway.call(method, uri(pathAndQuery));
    }

    public HttpCall.Builder post(String path, JsonNode body) {
        return call("POST", path).json(Json.bytes(body));
    }

    public SocketCall.Builder socket(String pathAndQuery) {
        return gateway.socket(uri(pathAndQuery));
    }

    public Faults faults(String path) {
        return gateway.faults(uri(path), false);
    }

    public CompletableFuture<JsonNode> ask(HttpCall call, Family family) {
        return ask(call, family, List.of());
    }

    public CompletableFuture<JsonNode> ask(HttpCall call, Family family, Collection<String> moreSecrets) {
        return explained(() -> gateway.ask(call, family, moreSecrets));
    }

    public CompletableFuture<HttpReply> send(HttpCall call, Family family) {
        return explained(() -> gateway.send(call, family));
    }

    public CompletableFuture<HttpStream> open(HttpCall call, Family family) {
        return explained(() -> gateway.open(call, family));
    }

    /** Ends something that runs in the sandbox, also when the service is away for a moment. Nobody waits for it. */
    public CompletableFuture<?> farewell(String path, String what) {
        var delete = call("DELETE", path).repeatable(true).build();
        var ended = Polling.until(
                gateway.port(),
                () -> send(delete, Family.PROCESS),
                answer -> true,
                FAREWELL_LIMIT,
                never -> new DaytonaException(DaytonaError.BUSY, what + " could not be ended"));
        gateway.farewells().add(ended);
        return ended.whenComplete((answer, error) -> {
            if (error != null) {
                left(what, Failures.unwrap(error));
            }
        });
    }

    private void left(String what, Throwable error) {
        if (error instanceof DaytonaException known && GONE.contains(known.code())) {
            LOG.debug("{} of the sandbox {} is gone already", what, id);
        } else {
            LOG.warn("{} of the sandbox {} could not be ended and may go on: {}", what, id, error.getMessage());
        }
    }

    private <T> CompletableFuture<T> explained(Supplier<CompletableFuture<T>> work) {
        return work.get()
                .handle((answer, error) -> error == null
                        ? CompletableFuture.completedFuture(answer)
                        : this.<T>explain(Failures.unwrap(error)))
                .thenCompose(answer -> answer);
    }

    private <T> CompletableFuture<T> explain(Throwable error) {
        if (!(error instanceof DaytonaException known) || !DOUBTFUL.contains(known.code())) {
            return CompletableFuture.failedFuture(error);
        }
        return loss().thenCompose(loss -> CompletableFuture.failedFuture(loss == null ? error : loss));
    }

    /** Why nothing more can be expected of the sandbox; null where it runs, or where nobody can say. */
    public CompletableFuture<DaytonaException> loss() {
        return sandboxes.get(id).handle((sandbox, error) -> {
            if (error != null) {
                var cause = Failures.unwrap(error);
                return cause instanceof DaytonaException known && known.code() == SandboxError.NOT_FOUND
                        ? lost("is gone", null)
                        : null;
            }
            if (sandbox.runsSoon()) {
                return null;
            }
            return sandbox.isGone() || sandbox.failed()
                    ? lost("is in the state " + sandbox.state(), sandbox.errorReason())
                    : new DaytonaException(
                            SandboxError.NOT_STARTED, "the sandbox " + id + " is in the state " + sandbox.state());
        });
    }

    private DaytonaException lost(String fact, String reason) {
        return new DaytonaException(
                SandboxError.LOST,
                "the sandbox " + id + " " + fact + (reason == null || reason.isBlank() ? "" : ": " + reason));
    }
}
