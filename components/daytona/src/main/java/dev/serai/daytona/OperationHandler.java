package dev.serai.daytona;

import dev.serai.daytona.calls.CallHandler;
import dev.serai.daytona.calls.Calls;
import dev.serai.daytona.client.DaytonaError;
import dev.serai.daytona.client.DaytonaException;
import dev.serai.daytona.files.DownloadHandler;
import dev.serai.daytona.files.UploadHandler;
import dev.serai.daytona.process.InterpreterHandler;
import dev.serai.daytona.process.LogsHandler;
import dev.serai.daytona.process.PtyHandler;
import dev.serai.daytona.process.PtyInputHandler;
import dev.serai.daytona.process.RunHandler;
import dev.serai.daytona.sandbox.CreateHandler;
import dev.serai.daytona.sandbox.SnapshotHandler;
import dev.serai.daytona.sandbox.StateHandler;
import dev.serai.daytona.sandbox.VolumeHandler;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Exchange;

/** Does what one endpoint is asked for. */
public interface OperationHandler extends AutoCloseable {

    /** What is more than one request with one answer. */
    List<String> SPECIAL = List.of(
            "exec",
            "run/python",
            "run/javascript",
            "run/typescript",
            "session/logs",
            "interpreter/run",
            "pty/run",
            "pty/input",
            "files/upload",
            "files/download",
            "sandbox/create",
            "sandbox/find-or-create",
            "sandbox/start",
            "sandbox/stop",
            "sandbox/pause",
            "sandbox/archive",
            "sandbox/recover",
            "sandbox/resize",
            "sandbox/fork",
            "sandbox/snapshot",
            "sandbox/delete",
            "sandbox/wait",
            "sandbox/intervals",
            "snapshots/create",
            "snapshots/activate",
            "volumes/create");

    /** What gives messages of its own instead. */
    String TERMINAL = "pty/connect";

    /** Whatever has to be there before the first exchange. */
    default void start() throws Exception {}

    /** Answers an exchange; the stage completes when the message holds the answer. */
    CompletionStage<?> handle(Exchange exchange) throws Exception;

    @Override
    default void close() {}

    static OperationHandler of(DaytonaEndpoint endpoint, Access access) {
        var operation = endpoint.getOperation();
        return switch (operation) {
            case "exec", "run/python", "run/javascript", "run/typescript" -> new RunHandler(endpoint, access);
            case "session/logs" -> new LogsHandler(endpoint, access);
            case "interpreter/run" -> new InterpreterHandler(endpoint, access);
            case "pty/run" -> new PtyHandler(endpoint, access);
            case "pty/input" -> new PtyInputHandler(access);
            case "files/upload" -> new UploadHandler(access);
            case "files/download" -> new DownloadHandler(endpoint, access);
            case "sandbox/create", "sandbox/find-or-create" -> new CreateHandler(endpoint, access);
            case "snapshots/create", "snapshots/activate" -> new SnapshotHandler(endpoint, access);
            case "volumes/create" -> new VolumeHandler(endpoint, access);
            default ->
                SPECIAL.contains(operation)
                        ? new StateHandler(endpoint, access)
                        : new CallHandler(access, Calls.of(operation));
        };
    }

    /** Whether it is about a sandbox that may be leased. */
    static boolean worksInside(String operation) {
        return SPECIAL.contains(operation)
                ? !operation.matches("(sandbox|snapshots|volumes)/.*")
                : Calls.workInside(operation);
    }

    static List<String> names() {
        return Stream.of(SPECIAL, Calls.names(), List.of(TERMINAL))
                .flatMap(Collection::stream)
                .sorted()
                .toList();
    }

    /** Better at the start of a route than with its first message. */
    static void check(String operation) {
        if (!names().contains(operation)) {
            var family = operation.split("/", 2)[0] + "/";
            var near = names().stream().filter(name -> name.startsWith(family)).toList();
            throw new DaytonaException(
                    DaytonaError.UNKNOWN_OPERATION,
                    "'" + operation + "' is nothing that daytona: does",
                    "Use one of " + (near.isEmpty() ? names() : near).stream().collect(Collectors.joining(", ")) + ".",
                    null);
        }
    }
}
