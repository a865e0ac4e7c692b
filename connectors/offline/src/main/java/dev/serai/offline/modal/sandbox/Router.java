package dev.serai.offline.modal.sandbox;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import dev.serai.modal.proto.router.SandboxStdinWriteV2Request;
import dev.serai.modal.proto.router.SandboxStdinWriteV2Response;
import dev.serai.modal.proto.router.SandboxStdioFileDescriptor;
import dev.serai.modal.proto.router.SandboxStdioReadV2Request;
import dev.serai.modal.proto.router.SandboxStdioReadV2Response;
import dev.serai.modal.proto.router.SandboxWaitUntilReadyTcrRequest;
import dev.serai.modal.proto.router.SandboxWaitUntilReadyTcrResponse;
import dev.serai.modal.proto.router.TaskExecPollRequest;
import dev.serai.modal.proto.router.TaskExecPollResponse;
import dev.serai.modal.proto.router.TaskExecStartRequest;
import dev.serai.modal.proto.router.TaskExecStartResponse;
import dev.serai.modal.proto.router.TaskExecStderrConfig;
import dev.serai.modal.proto.router.TaskExecStdinStatusRequest;
import dev.serai.modal.proto.router.TaskExecStdinStatusResponse;
import dev.serai.modal.proto.router.TaskExecStdinWriteRequest;
import dev.serai.modal.proto.router.TaskExecStdinWriteResponse;
import dev.serai.modal.proto.router.TaskExecStdinWriteStreamRequest;
import dev.serai.modal.proto.router.TaskExecStdinWriteStreamResponse;
import dev.serai.modal.proto.router.TaskExecStdioFileDescriptor;
import dev.serai.modal.proto.router.TaskExecStdioReadRequest;
import dev.serai.modal.proto.router.TaskExecStdioReadResponse;
import dev.serai.modal.proto.router.TaskExecStdoutConfig;
import dev.serai.modal.proto.router.TaskExecWaitRequest;
import dev.serai.modal.proto.router.TaskExecWaitResponse;
import dev.serai.modal.proto.router.TaskReloadVolumesRequest;
import dev.serai.modal.proto.router.TaskReloadVolumesResponse;
import dev.serai.modal.proto.router.TaskSnapshotFilesystemRequest;
import dev.serai.modal.proto.router.TaskSnapshotFilesystemResponse;
import dev.serai.offline.modal.data.Images;
import dev.serai.offline.modal.data.Secrets;
import dev.serai.offline.modal.machine.Machine;
import dev.serai.offline.modal.wire.Call;
import dev.serai.offline.modal.wire.Faults;
import dev.serai.offline.modal.wire.Refusal;
import dev.serai.offline.modal.wire.Status;
import dev.serai.offline.modal.wire.Table;
import dev.serai.offline.modal.wire.Tokens;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The task command router: commands in sandboxes. */
public final class Router {
    private static final String BEARER = "Bearer ";

    private final Machine machine;
    private final Sandboxes sandboxes;
    private final Images images;
    private final Secrets secrets;
    private final Tokens tokens;
    private final Faults faults;
    private final Map<String, CompletableFuture<String>> snapshots = new ConcurrentHashMap<>();

    public Router(Machine machine, Sandboxes sandboxes, Images images, Secrets secrets, Tokens tokens, Faults faults) {
        this.machine = machine;
        this.sandboxes = sandboxes;
        this.images = images;
        this.secrets = secrets;
        this.tokens = tokens;
        this.faults = faults;
    }

    public void offer(Table table) {
        table.later("TaskExecStart", TaskExecStartRequest.parser(), this::start);
        table.stream("TaskExecStdioRead", TaskExecStdioReadRequest.parser(), this::read);
        table.later("TaskExecStdinWrite", TaskExecStdinWriteRequest.parser(), this::write);
        table.upload("TaskExecStdinWriteStream", TaskExecStdinWriteStreamRequest.parser(), StdinUpload::new);
        table.later("TaskExecStdinStatus", TaskExecStdinStatusRequest.parser(), this::stdinStatus);
        table.later("TaskExecWait", TaskExecWaitRequest.parser(), this::await);
        table.later("TaskExecPoll", TaskExecPollRequest.parser(), this::poll);
        table.later("TaskSnapshotFilesystem", TaskSnapshotFilesystemRequest.parser(), this::snapshot);
        table.later("TaskReloadVolumes", TaskReloadVolumesRequest.parser(), this::reload);
        table.stream("SandboxStdioReadV2", SandboxStdioReadV2Request.parser(), this::readEntry);
        table.later("SandboxStdinWriteV2", SandboxStdinWriteV2Request.parser(), this::writeEntry);
        table.later("SandboxWaitUntilReady", SandboxWaitUntilReadyTcrRequest.parser(), this::ready);
    }

    public void clear() {
        snapshots.clear();
    }

    private CompletableFuture<MessageLite> start(TaskExecStartRequest question, Call call) {
        var sandbox = running(question.getTaskId(), call);
        if (question.getCommandArgsCount() == 0 || question.getExecId().isEmpty()) {
            throw Refusal.invalid("a command and its exec_id are needed");
        }
        if (question.getPtyInfo().getEnabled()) {
            throw Refusal.notDone("terminals of commands");
        }
        if (!question.getContainerId().isEmpty()) {
            throw Refusal.notDone("sidecar containers");
        }
        var box = sandbox.box();
        var limits = machine.limits();
        var variables = new LinkedHashMap<>(question.getEnvMap());
        variables.putAll(secrets.variables(question.getSecretIdsList(), question.getSecretSourcesList()));
        var wish = new Exec.Wish(
                box.command(question.getCommandArgsList()),
                box.workingFolder(question.getWorkdir()),
                box.environment(variables),
                question.getStdoutConfig() == TaskExecStdoutConfig.TASK_EXEC_STDOUT_CONFIG_PIPE
                        ? Exec.FILE
                        : Exec.NOWHERE,
                stderr(question.getStderrConfig()),
                question.hasTimeoutSecs()
                        ? limits.withTime(Duration.ofSeconds(Math.max(1, question.getTimeoutSecs())))
                                .time()
                        : limits.time(),
                Box.takesAFile(question.getCommandArgsList()));
        // A start that comes again, since its answer was lost, starts nothing.
        var exec = sandbox.execs().computeIfAbsent(question.getExecId(), id -> new Exec(machine, wish));
        if (sandbox.end().isDone()) {
            exec.kill();
        }
        return CompletableFuture.completedFuture(TaskExecStartResponse.getDefaultInstance());
    }

    private void read(TaskExecStdioReadRequest question, Call call) {
        var exec = exec(question.getTaskId(), question.getExecId(), call);
        var error = question.getFileDescriptor() == TaskExecStdioFileDescriptor.TASK_EXEC_STDIO_FILE_DESCRIPTOR_STDERR;
        new Output(
                        machine,
                        exec,
                        exec.output(error),
                        call,
                        question.getOffset(),
                        faults.takeCut(),
                        (bytes, offset) -> TaskExecStdioReadResponse.newBuilder()
                                .setData(bytes)
                                .build())
                .start();
    }

    private CompletableFuture<MessageLite> write(TaskExecStdinWriteRequest question, Call call) {
        exec(question.getTaskId(), question.getExecId(), call)
                .stdin()
                .write(question.getOffset(), question.getData(), question.getEof());
        return CompletableFuture.completedFuture(TaskExecStdinWriteResponse.getDefaultInstance());
    }

    private CompletableFuture<MessageLite> stdinStatus(TaskExecStdinStatusRequest question, Call call) {
        var stdin = exec(question.getTaskId(), question.getExecId(), call).stdin();
        return CompletableFuture.completedFuture(TaskExecStdinStatusResponse.newBuilder()
                .setNumBytesWritten(stdin.written())
                .setClosed(stdin.closed())
                .build());
    }

    private CompletableFuture<MessageLite> await(TaskExecWaitRequest question, Call call) {
        var exec = exec(question.getTaskId(), question.getExecId(), call);
        return exec.end()
                .<MessageLite>thenApply(end -> end.signal() == 0
                        ? TaskExecWaitResponse.newBuilder().setCode(end.code()).build()
                        : TaskExecWaitResponse.newBuilder()
                                .setSignal(end.signal())
                                .build());
    }

    private CompletableFuture<MessageLite> poll(TaskExecPollRequest question, Call call) {
        var end = exec(question.getTaskId(), question.getExecId(), call).end().getNow(null);
        var answer = TaskExecPollResponse.newBuilder();
        if (end != null && end.signal() == 0) {
            answer.setCode(end.code());
        } else if (end != null) {
            answer.setSignal(end.signal());
        }
        return CompletableFuture.completedFuture(answer.build());
    }

    private CompletableFuture<MessageLite> snapshot(TaskSnapshotFilesystemRequest question, Call call) {
        var sandbox = running(question.getTaskId(), call);
        if (question.hasCustomerSuppliedEncryptionKey()) {
            throw Refusal.notDone("snapshots that are encrypted");
        }
        return snapshots
                .computeIfAbsent(question.getSnapshotId(), id -> images.snapshot(sandbox.root()))
                .thenApply(image -> TaskSnapshotFilesystemResponse.newBuilder()
                        .setImageId(image)
                        .build());
    }

    /** Volumes are folders that all see as they are now. */
    private CompletableFuture<MessageLite> reload(TaskReloadVolumesRequest question, Call call) {
        running(question.getTaskId(), call);
        return CompletableFuture.completedFuture(TaskReloadVolumesResponse.getDefaultInstance());
    }

    private void readEntry(SandboxStdioReadV2Request question, Call call) {
        var entry = entry(question.getTaskId(), call);
        var error = question.getFileDescriptor() == SandboxStdioFileDescriptor.SANDBOX_STDIO_FILE_DESCRIPTOR_STDERR;
        new Output(
                        machine,
                        entry,
                        entry.output(error),
                        call,
                        question.getOffset(),
                        faults.takeCut(),
                        (bytes, offset) -> SandboxStdioReadV2Response.newBuilder()
                                .setData(bytes)
                                .setStartingOffset(offset)
                                .build())
                .start();
    }

    private CompletableFuture<MessageLite> writeEntry(SandboxStdinWriteV2Request question, Call call) {
        entry(question.getTaskId(), call).stdin().write(question.getOffset(), question.getData(), question.getEof());
        return CompletableFuture.completedFuture(SandboxStdinWriteV2Response.getDefaultInstance());
    }

    private CompletableFuture<MessageLite> ready(SandboxWaitUntilReadyTcrRequest question, Call call) {
        var ready = running(question.getTaskId(), call).ready();
        var answer = ready.<MessageLite>thenApply(time ->
                SandboxWaitUntilReadyTcrResponse.newBuilder().setReadyAt(time).build());
        var late = Refusal.of(Status.DEADLINE_EXCEEDED, "the sandbox is not ready");
        return call.within(
                        Duration.ofMillis((long) (question.getTimeout() * 1000)),
                        answer,
                        SandboxWaitUntilReadyTcrResponse.getDefaultInstance())
                .thenApply(found -> {
                    if (!ready.isDone()) {
                        throw late;
                    }
                    return found;
                });
    }

    private Sandbox sandbox(String task, Call call) {
        var authorization = call.metadata("authorization");
        var token = authorization != null && authorization.startsWith(BEARER)
                ? authorization.substring(BEARER.length())
                : null;
        if (token == null || !task.equals(tokens.subject(Control.USE, token))) {
            throw Refusal.of(Status.UNAUTHENTICATED, "the token is missing, too old or for another task");
        }
        var sandbox = sandboxes.ofTask(task);
        sandbox.used();
        return sandbox;
    }

    private Sandbox running(String task, Call call) {
        var sandbox = sandbox(task, call);
        if (sandbox.end().isDone()) {
            throw Refusal.notFound("Task '" + task + "' has already finished");
        }
        return sandbox;
    }

    private Exec exec(String task, String id, Call call) {
        var found = sandbox(task, call).execs().get(id);
        if (found == null) {
            throw Refusal.notFound("Exec '" + id + "' not found");
        }
        return found;
    }

    private Exec entry(String task, Call call) {
        var entry = sandbox(task, call).entry();
        if (entry == null) {
            throw Refusal.notDone("the output of a sandbox without a command of its own");
        }
        return entry;
    }

    private static String stderr(TaskExecStderrConfig config) {
        return switch (config) {
            case TASK_EXEC_STDERR_CONFIG_PIPE -> Exec.FILE;
            case TASK_EXEC_STDERR_CONFIG_STDOUT -> Exec.OUT;
            default -> Exec.NOWHERE;
        };
    }

    /** Input that comes in pieces: where it goes first, what it is, and that it ends. */
    private final class StdinUpload implements Table.Upload<TaskExecStdinWriteStreamRequest> {
        private final Call call;
        private Exec exec;
        private long offset;

        StdinUpload(Call call) {
            this.call = call;
        }

        @Override
        public void next(TaskExecStdinWriteStreamRequest message) {
            switch (message.getPayloadCase()) {
                case START -> {
                    var start = message.getStart();
                    exec = exec(start.getTaskId(), start.getExecId(), call);
                    offset = start.getOffset();
                }
                case DATA -> {
                    opened().stdin().write(offset, message.getData(), false);
                    offset += message.getData().size();
                }
                case END -> opened().stdin().write(offset, ByteString.EMPTY, true);
                default -> throw Refusal.invalid("a message without content");
            }
        }

        @Override
        public CompletableFuture<MessageLite> end() {
            return CompletableFuture.completedFuture(TaskExecStdinWriteStreamResponse.getDefaultInstance());
        }

        private Exec opened() {
            if (exec == null) {
                throw Refusal.invalid("the first message must say whose input it is");
            }
            return exec;
        }
    }
}
