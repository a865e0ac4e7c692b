package dev.serai.modal.client.plane;

import com.google.protobuf.MessageLite;
import dev.serai.modal.client.grpc.Rpc;
import dev.serai.modal.proto.router.SandboxWaitUntilReadyTcrRequest;
import dev.serai.modal.proto.router.SandboxWaitUntilReadyTcrResponse;
import dev.serai.modal.proto.router.TaskExecStartRequest;
import dev.serai.modal.proto.router.TaskExecStartResponse;
import dev.serai.modal.proto.router.TaskExecStdinWriteRequest;
import dev.serai.modal.proto.router.TaskExecStdinWriteResponse;
import dev.serai.modal.proto.router.TaskExecStdioReadRequest;
import dev.serai.modal.proto.router.TaskExecStdioReadResponse;
import dev.serai.modal.proto.router.TaskExecWaitRequest;
import dev.serai.modal.proto.router.TaskExecWaitResponse;
import dev.serai.modal.proto.router.TaskSetNetworkAccessRequest;
import dev.serai.modal.proto.router.TaskSetNetworkAccessResponse;
import dev.serai.modal.proto.router.TaskSnapshotFilesystemRequest;
import dev.serai.modal.proto.router.TaskSnapshotFilesystemResponse;

/** The methods of the service that runs commands in a sandbox. */
public final class RouterApi {

    public static final Rpc<SandboxWaitUntilReadyTcrRequest, SandboxWaitUntilReadyTcrResponse>
            SANDBOX_WAIT_UNTIL_READY = rpc(
                    "SandboxWaitUntilReady",
                    SandboxWaitUntilReadyTcrRequest.getDefaultInstance(),
                    SandboxWaitUntilReadyTcrResponse.getDefaultInstance());
    public static final Rpc<TaskExecStartRequest, TaskExecStartResponse> TASK_EXEC_START =
            rpc("TaskExecStart", TaskExecStartRequest.getDefaultInstance(), TaskExecStartResponse.getDefaultInstance());
    public static final Rpc<TaskExecStdinWriteRequest, TaskExecStdinWriteResponse> TASK_EXEC_STDIN_WRITE = rpc(
            "TaskExecStdinWrite",
            TaskExecStdinWriteRequest.getDefaultInstance(),
            TaskExecStdinWriteResponse.getDefaultInstance());
    public static final Rpc<TaskExecStdioReadRequest, TaskExecStdioReadResponse> TASK_EXEC_STDIO_READ = rpc(
            "TaskExecStdioRead",
            TaskExecStdioReadRequest.getDefaultInstance(),
            TaskExecStdioReadResponse.getDefaultInstance());
    public static final Rpc<TaskExecWaitRequest, TaskExecWaitResponse> TASK_EXEC_WAIT =
            rpc("TaskExecWait", TaskExecWaitRequest.getDefaultInstance(), TaskExecWaitResponse.getDefaultInstance());
    public static final Rpc<TaskSnapshotFilesystemRequest, TaskSnapshotFilesystemResponse> TASK_SNAPSHOT_FILESYSTEM =
            rpc(
                    "TaskSnapshotFilesystem",
                    TaskSnapshotFilesystemRequest.getDefaultInstance(),
                    TaskSnapshotFilesystemResponse.getDefaultInstance());
    public static final Rpc<TaskSetNetworkAccessRequest, TaskSetNetworkAccessResponse> TASK_SET_NETWORK_ACCESS = rpc(
            "TaskSetNetworkAccess",
            TaskSetNetworkAccessRequest.getDefaultInstance(),
            TaskSetNetworkAccessResponse.getDefaultInstance());

    private RouterApi() {}

    private static <Q extends MessageLite, A extends MessageLite> Rpc<Q, A> rpc(String name, Q question, A answer) {
        return new Rpc<>("modal.task_command_router.TaskCommandRouter", name, question, answer);
    }
}
