package dev.serai.modal.client.sandbox;

import com.google.protobuf.ByteString;
import dev.serai.modal.client.Clients;
import dev.serai.modal.client.ModalClient;
import dev.serai.modal.client.ScriptedModal;
import dev.serai.modal.client.plane.ModalApi;
import dev.serai.modal.client.plane.RouterApi;
import dev.serai.modal.proto.AppGetOrCreateResponse;
import dev.serai.modal.proto.CommandRouterAccess;
import dev.serai.modal.proto.EnvironmentGetOrCreateResponse;
import dev.serai.modal.proto.EnvironmentMetadata;
import dev.serai.modal.proto.EnvironmentSettings;
import dev.serai.modal.proto.GenericResult;
import dev.serai.modal.proto.GenericResult.GenericStatus;
import dev.serai.modal.proto.ImageGetOrCreateResponse;
import dev.serai.modal.proto.ImageJoinStreamingResponse;
import dev.serai.modal.proto.SandboxCreateV2Response;
import dev.serai.modal.proto.SandboxGetCommandRouterAccessResponse;
import dev.serai.modal.proto.SandboxGetTaskIdResponse;
import dev.serai.modal.proto.TaskLogs;
import dev.serai.modal.proto.router.TaskExecStartResponse;
import dev.serai.modal.proto.router.TaskExecStdinWriteResponse;
import dev.serai.modal.proto.router.TaskExecStdioFileDescriptor;
import dev.serai.modal.proto.router.TaskExecStdioReadResponse;
import dev.serai.modal.proto.router.TaskExecWaitResponse;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** A service with one sandbox, in which every command writes and ends with 3. */
final class SandboxService implements AutoCloseable {

    final ScriptedModal server = Clients.server();
    final Clients clients = new Clients();
    final ModalClient client =
            new ModalClient(clients.network, clients.http, Clients.settings(server.uri()), false, Clock.systemUTC());
    final Sandboxes sandboxes = client.sandboxes();
    final ByteArrayOutputStream stdin = new ByteArrayOutputStream();

    private final Map<String, CompletableFuture<Void>> closed = new ConcurrentHashMap<>();

    SandboxService() {
        server.on(
                ModalApi.APP_GET_OR_CREATE,
                question -> AppGetOrCreateResponse.newBuilder().setAppId("ap-1").build());
        server.on(
                ModalApi.ENVIRONMENT_GET_OR_CREATE,
                question -> EnvironmentGetOrCreateResponse.newBuilder()
                        .setMetadata(EnvironmentMetadata.newBuilder()
                                .setSettings(EnvironmentSettings.newBuilder().setImageBuilderVersion("2025.06")))
                        .build());
        server.on(
                ModalApi.IMAGE_GET_OR_CREATE,
                question -> ImageGetOrCreateResponse.newBuilder()
                        .setImageId("im-" + (question.getImage().getBaseImagesCount() + 1))
                        .build());
        server.script(ModalApi.IMAGE_JOIN_STREAMING, (question, reply) -> {
            reply.message(ImageJoinStreamingResponse.newBuilder()
                    .setEntryId("5-0")
                    .addTaskLogs(TaskLogs.newBuilder().setData("building\n"))
                    .build());
            reply.answer(ImageJoinStreamingResponse.newBuilder()
                    .setResult(GenericResult.newBuilder().setStatus(GenericStatus.GENERIC_STATUS_SUCCESS))
                    .setEof(true)
                    .build());
        });
        server.on(
                ModalApi.SANDBOX_CREATE_V2,
                question -> SandboxCreateV2Response.newBuilder()
                        .setSandboxId("sb-1")
                        .setTaskId("ta-1")
                        .setCommandRouterAccess(CommandRouterAccess.newBuilder()
                                .setUrl(routerUrl())
                                .setJwt(Clients.TOKEN))
                        .build());
        server.on(
                ModalApi.SANDBOX_GET_COMMAND_ROUTER_ACCESS,
                question -> SandboxGetCommandRouterAccessResponse.newBuilder()
                        .setUrl(routerUrl())
                        .setJwt("new")
                        .build());
        server.on(
                ModalApi.SANDBOX_GET_TASK_ID_V2,
                question ->
                        SandboxGetTaskIdResponse.newBuilder().setTaskId("ta-1").build());
        server.on(RouterApi.TASK_EXEC_START, question -> TaskExecStartResponse.getDefaultInstance());
        server.on(RouterApi.TASK_EXEC_STDIN_WRITE, question -> {
            stdin.writeBytes(question.getData().toByteArray());
            if (question.getEof()) {
                closed(question.getExecId()).complete(null);
            }
            return TaskExecStdinWriteResponse.getDefaultInstance();
        });
        commandsEndWith(3);
        outputs("out\n", "err\n");
    }

    private CompletableFuture<Void> closed(String exec) {
        return closed.computeIfAbsent(exec, unknown -> new CompletableFuture<>());
    }

    /** Commands end when they have read all that they are given. */
    void commandsEndWith(int code) {
        server.script(
                RouterApi.TASK_EXEC_WAIT,
                (question, reply) -> closed(question.getExecId())
                        .thenRun(() -> reply.answer(
                                TaskExecWaitResponse.newBuilder().setCode(code).build())));
    }

    String routerUrl() {
        return "https://127.0.0.1:" + server.uri().getPort();
    }

    static TaskExecStdioReadResponse part(String text) {
        return TaskExecStdioReadResponse.newBuilder()
                .setData(ByteString.copyFromUtf8(text))
                .build();
    }

    static boolean isStdout(TaskExecStdioFileDescriptor descriptor) {
        return descriptor == TaskExecStdioFileDescriptor.TASK_EXEC_STDIO_FILE_DESCRIPTOR_STDOUT;
    }

    void outputs(String stdout, String stderr) {
        server.script(
                RouterApi.TASK_EXEC_STDIO_READ,
                (question, reply) -> reply.answer(part(isStdout(question.getFileDescriptor()) ? stdout : stderr)));
    }

    String sandbox() {
        return Clients.get(sandboxes.create(SandboxSpec.of("app", "im-ready"))).id();
    }

    @Override
    public void close() {
        clients.close();
        server.close();
    }
}
