package dev.serai.modal;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import dev.serai.modal.client.ScriptedModal;
import dev.serai.modal.client.codec.Cbor;
import dev.serai.modal.client.codec.Pickle;
import dev.serai.modal.client.plane.ModalApi;
import dev.serai.modal.client.plane.RouterApi;
import dev.serai.modal.proto.AppGetOrCreateResponse;
import dev.serai.modal.proto.AuthTokenGetResponse;
import dev.serai.modal.proto.CommandRouterAccess;
import dev.serai.modal.proto.DataFormat;
import dev.serai.modal.proto.DictGetOrCreateResponse;
import dev.serai.modal.proto.DictGetResponse;
import dev.serai.modal.proto.DictUpdateResponse;
import dev.serai.modal.proto.EnvironmentGetOrCreateResponse;
import dev.serai.modal.proto.FunctionGetOutputsItem;
import dev.serai.modal.proto.FunctionGetOutputsResponse;
import dev.serai.modal.proto.FunctionGetResponse;
import dev.serai.modal.proto.FunctionHandleMetadata;
import dev.serai.modal.proto.FunctionInput;
import dev.serai.modal.proto.FunctionMapResponse;
import dev.serai.modal.proto.GenericResult;
import dev.serai.modal.proto.GenericResult.GenericStatus;
import dev.serai.modal.proto.ImageGetOrCreateResponse;
import dev.serai.modal.proto.QueueGetOrCreateResponse;
import dev.serai.modal.proto.QueueGetResponse;
import dev.serai.modal.proto.SandboxCreateV2Response;
import dev.serai.modal.proto.SandboxInfo;
import dev.serai.modal.proto.SandboxListResponse;
import dev.serai.modal.proto.SandboxTerminateResponse;
import dev.serai.modal.proto.SecretListItem;
import dev.serai.modal.proto.SecretListResponse;
import dev.serai.modal.proto.router.TaskExecStartRequest;
import dev.serai.modal.proto.router.TaskExecStartResponse;
import dev.serai.modal.proto.router.TaskExecStdinWriteResponse;
import dev.serai.modal.proto.router.TaskExecStdioFileDescriptor;
import dev.serai.modal.proto.router.TaskExecStdioReadResponse;
import dev.serai.modal.proto.router.TaskExecWaitResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A server that answers as a small workspace does. */
final class ScriptedWorkspace implements AutoCloseable {

    private final ScriptedModal server = new ScriptedModal();
    private final Map<String, FunctionInput> inputs = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger sandboxes = new AtomicInteger();
    private final Map<String, SandboxInfo> running = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Void>> inputsRead = new ConcurrentHashMap<>();
    private final Map<String, Optional<Output>> commands = new ConcurrentHashMap<>();
    private volatile Function<TaskExecStartRequest, Output> outputs = ScriptedWorkspace::usual;

    ScriptedWorkspace() {
        server.on(
                ModalApi.AUTH_TOKEN_GET,
                question -> AuthTokenGetResponse.newBuilder()
                        .setToken("token-of-a-test")
                        .build());
        functions();
        data();
        sandboxes();
    }

    ScriptedModal server() {
        return server;
    }

    String url() {
        return server.uri().toString();
    }

    /** How often a function was called. */
    int calls() {
        return calls.get();
    }

    @Override
    public void close() {
        server.close();
    }

    private void functions() {
        server.on(
                ModalApi.FUNCTION_GET,
                question -> FunctionGetResponse.newBuilder()
                        .setFunctionId("fu-1")
                        .setHandleMetadata(FunctionHandleMetadata.newBuilder()
                                .addSupportedInputFormats(DataFormat.DATA_FORMAT_CBOR))
                        .build());
        server.on(ModalApi.FUNCTION_MAP, question -> {
            var id = "fc-" + calls.incrementAndGet();
            inputs.put(id, question.getPipelinedInputs(0).getInput());
            return FunctionMapResponse.newBuilder().setFunctionCallId(id).build();
        });
        server.on(ModalApi.FUNCTION_GET_OUTPUTS, question -> {
            var result = GenericResult.newBuilder();
            var arguments = (List<?>) Cbor.decode(
                    inputs.get(question.getFunctionCallId()).getArgs().toByteArray());
            if (arguments.equals(List.of(List.of("boom"), Map.of()))) {
                result.setStatus(GenericStatus.GENERIC_STATUS_FAILURE).setException("ValueError('boom')");
            } else {
                result.setStatus(GenericStatus.GENERIC_STATUS_SUCCESS)
                        .setData(ByteString.copyFrom(Cbor.encode(arguments)));
            }
            return FunctionGetOutputsResponse.newBuilder()
                    .addOutputs(FunctionGetOutputsItem.newBuilder()
                            .setDataFormat(DataFormat.DATA_FORMAT_CBOR)
                            .setResult(result))
                    .build();
        });
        server.on(ModalApi.FUNCTION_CALL_CANCEL, question -> Empty.getDefaultInstance());
    }

    private void data() {
        var queued = new ConcurrentHashMap<String, ByteString>();
        server.on(
                ModalApi.QUEUE_GET_OR_CREATE,
                question ->
                        QueueGetOrCreateResponse.newBuilder().setQueueId("qu-1").build());
        server.on(ModalApi.QUEUE_PUT, question -> {
            queued.put("last", question.getValues(0));
            return Empty.getDefaultInstance();
        });
        server.on(ModalApi.QUEUE_GET, question -> {
            var value = queued.remove("last");
            return value == null
                    ? QueueGetResponse.getDefaultInstance()
                    : QueueGetResponse.newBuilder().addValues(value).build();
        });
        server.on(
                ModalApi.DICT_GET_OR_CREATE,
                question ->
                        DictGetOrCreateResponse.newBuilder().setDictId("di-1").build());
        server.on(
                ModalApi.DICT_UPDATE,
                question -> DictUpdateResponse.newBuilder().setCreated(true).build());
        server.on(
                ModalApi.DICT_GET,
                question -> question.getKey().equals(ByteString.copyFrom(Pickle.encode("k")))
                        ? DictGetResponse.newBuilder()
                                .setFound(true)
                                .setValue(ByteString.copyFrom(Pickle.encode("v")))
                                .build()
                        : DictGetResponse.getDefaultInstance());
        server.on(
                ModalApi.SECRET_LIST,
                question -> SecretListResponse.newBuilder()
                        .addItems(SecretListItem.newBuilder().setLabel("keys"))
                        .build());
    }

    /** What a command comes to. */
    record Output(String stdout, String stderr, int code) {}

    private static Output usual(TaskExecStartRequest question) {
        return new Output(question.getCommandArgsList().equals(List.of("pwd")) ? "/root\n" : "hello\n", "", 0);
    }

    /** What commands come to, by what was asked for; null never ends. */
    ScriptedWorkspace exec(Function<TaskExecStartRequest, Output> answer) {
        outputs = answer;
        return this;
    }

    /** The sandboxes that run, by their identifiers. */
    Map<String, SandboxInfo> running() {
        return running;
    }

    private void sandboxes() {
        server.on(
                ModalApi.APP_GET_OR_CREATE,
                question -> AppGetOrCreateResponse.newBuilder().setAppId("ap-1").build());
        server.on(ModalApi.ENVIRONMENT_GET_OR_CREATE, question -> EnvironmentGetOrCreateResponse.getDefaultInstance());
        server.on(
                ModalApi.IMAGE_GET_OR_CREATE,
                question -> ImageGetOrCreateResponse.newBuilder()
                        .setImageId("im-1")
                        .setResult(GenericResult.newBuilder().setStatus(GenericStatus.GENERIC_STATUS_SUCCESS))
                        .build());
        server.on(ModalApi.SANDBOX_CREATE_V2, question -> {
            var id = "sb-" + sandboxes.incrementAndGet();
            running.put(
                    id,
                    SandboxInfo.newBuilder()
                            .setId(id)
                            .setCreatedAt(sandboxes.get())
                            .addAllTags(question.getTagsList())
                            .build());
            return SandboxCreateV2Response.newBuilder()
                    .setSandboxId(id)
                    .setTaskId("ta-" + id)
                    .setCommandRouterAccess(CommandRouterAccess.newBuilder()
                            .setUrl("https://127.0.0.1:" + server.uri().getPort())
                            .setJwt("key-of-a-router"))
                    .build();
        });
        server.on(
                ModalApi.SANDBOX_LIST_V2,
                question -> SandboxListResponse.newBuilder()
                        .addAllSandboxes(running.values().stream()
                                .filter(sandbox -> sandbox.getTagsList().containsAll(question.getTagsList()))
                                .filter(sandbox -> question.getBeforeTimestamp() == 0
                                        || sandbox.getCreatedAt() < question.getBeforeTimestamp())
                                .toList())
                        .build());
        server.on(ModalApi.SANDBOX_TERMINATE_V2, question -> {
            running.remove(question.getSandboxId());
            return SandboxTerminateResponse.getDefaultInstance();
        });
        commands();
    }

    private void commands() {
        server.on(RouterApi.TASK_EXEC_START, question -> {
            commands.put(question.getExecId(), Optional.ofNullable(outputs.apply(question)));
            return TaskExecStartResponse.getDefaultInstance();
        });
        // A command reads its input to the end before it ends itself.
        server.on(RouterApi.TASK_EXEC_STDIN_WRITE, question -> {
            if (question.getEof()) {
                input(question.getExecId()).complete(null);
            }
            return TaskExecStdinWriteResponse.getDefaultInstance();
        });
        server.script(
                RouterApi.TASK_EXEC_WAIT,
                (question, reply) -> commands.get(question.getExecId())
                        .ifPresent(output -> input(question.getExecId())
                                .thenRun(() -> reply.answer(TaskExecWaitResponse.newBuilder()
                                        .setCode(output.code())
                                        .build()))));
        server.script(
                RouterApi.TASK_EXEC_STDIO_READ,
                (question, reply) -> commands.get(question.getExecId()).ifPresent(output -> {
                    var stderr = question.getFileDescriptor()
                            == TaskExecStdioFileDescriptor.TASK_EXEC_STDIO_FILE_DESCRIPTOR_STDERR;
                    reply.answer(TaskExecStdioReadResponse.newBuilder()
                            .setData(ByteString.copyFromUtf8(stderr ? output.stderr() : output.stdout()))
                            .build());
                }));
    }

    private CompletableFuture<Void> input(String exec) {
        return inputsRead.computeIfAbsent(exec, id -> new CompletableFuture<>());
    }
}
