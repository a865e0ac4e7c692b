package dev.serai.offline.modal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.serai.modal.proto.AppGetOrCreateRequest;
import dev.serai.modal.proto.AppGetOrCreateResponse;
import dev.serai.modal.proto.GenericResult;
import dev.serai.modal.proto.GenericResult.GenericStatus;
import dev.serai.modal.proto.Image;
import dev.serai.modal.proto.ImageGetOrCreateRequest;
import dev.serai.modal.proto.ImageGetOrCreateResponse;
import dev.serai.modal.proto.ImageJoinStreamingRequest;
import dev.serai.modal.proto.ImageJoinStreamingResponse;
import dev.serai.modal.proto.ObjectCreationType;
import dev.serai.modal.proto.PTYInfo;
import dev.serai.modal.proto.Sandbox;
import dev.serai.modal.proto.SandboxCreateV2Request;
import dev.serai.modal.proto.SandboxCreateV2Response;
import dev.serai.modal.proto.SandboxGetCommandRouterAccessRequest;
import dev.serai.modal.proto.SandboxGetCommandRouterAccessResponse;
import dev.serai.modal.proto.SandboxGetTaskIdRequest;
import dev.serai.modal.proto.SandboxGetTaskIdResponse;
import dev.serai.modal.proto.SandboxTerminateRequest;
import dev.serai.modal.proto.SandboxTerminateResponse;
import dev.serai.modal.proto.SandboxWaitRequest;
import dev.serai.modal.proto.SandboxWaitResponse;
import dev.serai.modal.proto.VolumeGetOrCreateRequest;
import dev.serai.modal.proto.VolumeGetOrCreateResponse;
import dev.serai.modal.proto.VolumeMount;
import dev.serai.modal.proto.router.TaskExecPollRequest;
import dev.serai.modal.proto.router.TaskExecPollResponse;
import dev.serai.modal.proto.router.TaskExecStartRequest;
import dev.serai.modal.proto.router.TaskExecStartResponse;
import dev.serai.modal.proto.router.TaskExecStderrConfig;
import dev.serai.modal.proto.router.TaskExecStdinStatusRequest;
import dev.serai.modal.proto.router.TaskExecStdinStatusResponse;
import dev.serai.modal.proto.router.TaskExecStdinWriteRequest;
import dev.serai.modal.proto.router.TaskExecStdioFileDescriptor;
import dev.serai.modal.proto.router.TaskExecStdioReadRequest;
import dev.serai.modal.proto.router.TaskExecStdioReadResponse;
import dev.serai.modal.proto.router.TaskExecStdoutConfig;
import dev.serai.modal.proto.router.TaskExecWaitRequest;
import dev.serai.modal.proto.router.TaskExecWaitResponse;
import dev.serai.modal.proto.router.TaskSnapshotFilesystemRequest;
import dev.serai.modal.proto.router.TaskSnapshotFilesystemResponse;
import dev.serai.offline.junit.ModalServerExtension;
import dev.serai.offline.modal.sandbox.SandboxState;
import dev.serai.offline.modal.wire.Status;
import dev.serai.offline.process.Leftovers;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SandboxesTest {
    @RegisterExtension
    static ModalServerExtension modal =
            new ModalServerExtension(ModalStandIn.builder().sandboxes(3).commandOutput(50_000));

    private Client client;
    private String app;
    private String image;

    /** A sandbox with what is needed to reach it. */
    private record Box(String id, String task, String jwt) {}

    @BeforeEach
    void open() {
        client = new Client(modal.server()).signedIn();
        app = client.call(
                        "AppGetOrCreate",
                        AppGetOrCreateRequest.newBuilder()
                                .setAppName("boxes")
                                .setObjectCreationType(ObjectCreationType.OBJECT_CREATION_TYPE_CREATE_IF_MISSING)
                                .build(),
                        AppGetOrCreateResponse.parser())
                .getAppId();
        image = image("FROM alpine:3.21");
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aStartThatComesTwiceStartsOnce() {
        var box = box();
        var exec = start(box, "sh", "-c", "echo x >> count; sleep 600");
        startAs(box, exec, "sh", "-c", "echo x >> count; sleep 600");
        var count = modal.server().sandbox(box.id).root().resolve("root/count");
        await().atMost(Client.LONG).until(() -> Files.exists(count));
        assertThat(modal.server().runningPrograms()).isEqualTo(1);
        assertThat(count).hasContent("x");
    }

    @Test
    void inputThatComesTwiceIsTakenOnce() {
        var box = box();
        var exec = start(box, "cat");
        write(box, exec, 0, "abc", false);
        write(box, exec, 0, "abcd", false);
        assertThat(client.routed(box.jwt, "TaskExecStdinWrite", piece(box, exec, 9, "x", false))
                        .status())
                .isEqualTo(Status.OUT_OF_RANGE.code());
        var status = client.route(
                box.jwt,
                "TaskExecStdinStatus",
                TaskExecStdinStatusRequest.newBuilder()
                        .setTaskId(box.task)
                        .setExecId(exec)
                        .build(),
                TaskExecStdinStatusResponse.parser());
        assertThat(status.getNumBytesWritten()).isEqualTo(4);
        write(box, exec, 4, "", true);
        assertThat(output(box, exec, 0)).isEqualTo("abcd");
    }

    @Test
    void outputGoesOnWhereItBrokeOff() {
        var box = box();
        var exec = start(box, "sh", "-c", "seq 1 1000; sleep 600");
        modal.server().faults().cutNextOutputAfter(100);
        var broken = client.routed(box.jwt, "TaskExecStdioRead", read(box, exec, 0));
        assertThat(broken.status()).isEqualTo(-1);
        var first = text(broken);
        assertThat(first).hasSize(100);
        modal.server().faults().cutNextOutputAfter(3793);
        var rest = client.routed(box.jwt, "TaskExecStdioRead", read(box, exec, 100));
        assertThat(first + text(rest)).startsWith("1\n2\n3\n").endsWith("1000\n");
    }

    @Test
    void tooMuchOutputEndsACommandAndIsMarked() {
        var box = box();
        var exec = start(box, "sh", "-c", "yes");
        assertThat(output(box, exec, 0)).hasSize(50_000);
        assertThat(end(box, exec).getSignal()).isEqualTo(9);
        var marked = client.routed(
                box.jwt,
                "TaskExecStdioRead",
                read(box, exec, 0).toBuilder()
                        .setFileDescriptor(TaskExecStdioFileDescriptor.TASK_EXEC_STDIO_FILE_DESCRIPTOR_STDERR)
                        .build());
        assertThat(text(marked)).contains("the stand-in ended the command after 50000 bytes of output");
    }

    @Test
    void aCommandOverItsTimeIsKilledAndKeepsItsOutput() {
        var box = box();
        var exec = UUID.randomUUID().toString();
        client.route(
                box.jwt,
                "TaskExecStart",
                command(box, exec, "sh", "-c", "echo before; sleep 600")
                        .setTimeoutSecs(1)
                        .build(),
                TaskExecStartResponse.parser());
        assertThat(end(box, exec).getSignal()).isEqualTo(9);
        assertThat(output(box, exec, 0)).isEqualTo("before\n");
    }

    @Test
    void pollingTellsNothingWhileACommandRuns() {
        var box = box();
        var exec = start(box, "sh", "-c", "read line; exit 5");
        var question = TaskExecPollRequest.newBuilder()
                .setTaskId(box.task)
                .setExecId(exec)
                .build();
        assertThat(client.route(box.jwt, "TaskExecPoll", question, TaskExecPollResponse.parser())
                        .hasCode())
                .isFalse();
        write(box, exec, 0, "go\n", true);
        assertThat(end(box, exec).getCode()).isEqualTo(5);
        assertThat(client.route(box.jwt, "TaskExecPoll", question, TaskExecPollResponse.parser())
                        .getCode())
                .isEqualTo(5);
    }

    @Test
    void terminationEndsAllThatRuns() {
        var box = box();
        var exec = start(box, "sh", "-c", "setsid sleep 600 & sleep 600");
        await().atMost(Client.LONG)
                .until(() -> Leftovers.with("MODAL_SANDBOX_ID", box.id).size() >= 3);
        client.call(
                "SandboxTerminateV2",
                SandboxTerminateRequest.newBuilder().setSandboxId(box.id).build(),
                SandboxTerminateResponse.parser());
        assertThat(end(box, exec).getSignal()).isEqualTo(9);
        await().atMost(Client.LONG)
                .until(() -> Leftovers.with("MODAL_SANDBOX_ID", box.id).isEmpty());
        var answer = client.routed(
                box.jwt, "TaskExecStart", command(box, "late", "true").build());
        assertThat(answer.status()).isEqualTo(Status.NOT_FOUND.code());
    }

    @Test
    void aLostWorkerBreaksOffWhatRunsAndIsGone() {
        var box = box();
        var exec = start(box, "sh", "-c", "echo before; sleep 600");
        var reading = client.laterRouted(box.jwt, "TaskExecStdioRead", read(box, exec, 0));
        await().atMost(Client.LONG).until(() -> output(box, exec, 0, 7).equals("before\n"));
        modal.server().lose(box.id);
        assertThat(reading.join().status()).isEqualTo(-1);
        assertThat(client.routed(box.jwt, "TaskExecStdioRead", read(box, exec, 0))
                        .status())
                .isEqualTo(Status.UNAVAILABLE.code());
        assertThat(result(box).getStatus()).isEqualTo(GenericStatus.GENERIC_STATUS_INTERNAL_FAILURE);
    }

    @Test
    void timeAndIdlenessEndASandbox() {
        var old = box(wish -> wish.setTimeoutSecs(600));
        var idle = box(wish -> wish.setTimeoutSecs(6000).setIdleTimeoutSecs(60));
        var busy = box(wish -> wish.setTimeoutSecs(6000).setIdleTimeoutSecs(60));
        start(busy, "sleep", "600");
        modal.server().advance(Duration.ofSeconds(60));
        assertThat(result(idle).getStatus()).isEqualTo(GenericStatus.GENERIC_STATUS_IDLE_TIMEOUT);
        modal.server().advance(Duration.ofSeconds(540));
        assertThat(result(old).getStatus()).isEqualTo(GenericStatus.GENERIC_STATUS_TIMEOUT);
        assertThat(modal.server().sandbox(busy.id).state()).isEqualTo(SandboxState.RUNNING);
    }

    @Test
    void moreSandboxesThanTheQuotaAreRefused() {
        box();
        box();
        box();
        var answer = client.answer("SandboxCreateV2", wish(one -> one));
        assertThat(answer.status()).isEqualTo(Status.RESOURCE_EXHAUSTED.code());
        assertThat(answer.details()).isNotNull();
    }

    @Test
    void aSnapshotThatIsAskedForTwiceIsMadeOnce() {
        var box = box();
        end(box, start(box, "sh", "-c", "echo kept > note; ln -s note link"));
        var question = TaskSnapshotFilesystemRequest.newBuilder()
                .setTaskId(box.task)
                .setSnapshotId("one")
                .build();
        var made = client.route(box.jwt, "TaskSnapshotFilesystem", question, TaskSnapshotFilesystemResponse.parser());
        assertThat(client.route(box.jwt, "TaskSnapshotFilesystem", question, TaskSnapshotFilesystemResponse.parser()))
                .isEqualTo(made);
        image = made.getImageId();
        var copy = box();
        assertThat(output(copy, start(copy, "cat", "link"), 0)).isEqualTo("kept\n");
    }

    @Test
    void aTokenForOneTaskOpensNoOther() {
        var mine = box();
        var other = box();
        var answer = client.routed(
                mine.jwt, "TaskExecStart", command(other, "x", "true").build());
        assertThat(answer.status()).isEqualTo(Status.UNAUTHENTICATED.code());
        modal.server().advance(Duration.ofHours(2));
        answer = client.routed(
                mine.jwt, "TaskExecStart", command(mine, "x", "true").build());
        assertThat(answer.status()).isEqualTo(Status.UNAUTHENTICATED.code());
    }

    @Test
    void aVolumeIsReachedBelowThePathItIsMountedAt() throws IOException {
        var folder = modal.server().volume("data");
        Files.createDirectories(folder.resolve("part"));
        Files.writeString(folder.resolve("part/note"), "kept");
        var id = client.call(
                        "VolumeGetOrCreate",
                        VolumeGetOrCreateRequest.newBuilder()
                                .setDeploymentName("data")
                                .build(),
                        VolumeGetOrCreateResponse.parser())
                .getVolumeId();
        var mount = VolumeMount.newBuilder().setVolumeId(id).setMountPath("/root/mnt");
        var box = box(wish -> wish.addVolumeMounts(mount.setSubPath("part")));
        assertThat(output(box, start(box, "cat", "mnt/note"), 0)).isEqualTo("kept");
        var outside = client.answer("SandboxCreateV2", wish(wish -> wish.addVolumeMounts(mount.setSubPath("../.."))));
        assertThat(outside.status()).isEqualTo(Status.INVALID_ARGUMENT.code());
    }

    @Test
    void aFailedBuildIsTold() {
        modal.server().faults().failBuild("no such image");
        var made = client.call("ImageGetOrCreate", build("FROM nowhere/nothing"), ImageGetOrCreateResponse.parser());
        var parts = Client.all(
                client.answer(
                        "ImageJoinStreaming",
                        ImageJoinStreamingRequest.newBuilder()
                                .setImageId(made.getImageId())
                                .build()),
                ImageJoinStreamingResponse.parser());
        var last = parts.get(parts.size() - 1);
        assertThat(last.getEof()).isTrue();
        assertThat(last.getResult().getException()).isEqualTo("no such image");
    }

    @Test
    void terminalsAreRefusedByName() {
        var box = box();
        var answer = client.routed(
                box.jwt,
                "TaskExecStart",
                command(box, "x", "bash")
                        .setPtyInfo(PTYInfo.newBuilder().setEnabled(true))
                        .build());
        assertThat(answer.status()).isEqualTo(Status.UNIMPLEMENTED.code());
        assertThat(answer.message()).contains("terminals");
    }

    private String image(String line) {
        return client.call("ImageGetOrCreate", build(line), ImageGetOrCreateResponse.parser())
                .getImageId();
    }

    private ImageGetOrCreateRequest build(String line) {
        return ImageGetOrCreateRequest.newBuilder()
                .setAppId(app)
                .setImage(Image.newBuilder().addDockerfileCommands(line))
                .build();
    }

    private SandboxCreateV2Request wish(UnaryOperator<Sandbox.Builder> more) {
        return SandboxCreateV2Request.newBuilder()
                .setAppId(app)
                .setDefinition(more.apply(Sandbox.newBuilder().setImageId(image).setTimeoutSecs(6000)))
                .build();
    }

    private Box box() {
        return box(one -> one);
    }

    private Box box(UnaryOperator<Sandbox.Builder> more) {
        var id = client.call("SandboxCreateV2", wish(more), SandboxCreateV2Response.parser())
                .getSandboxId();
        var task = client.call(
                        "SandboxGetTaskIdV2",
                        SandboxGetTaskIdRequest.newBuilder().setSandboxId(id).build(),
                        SandboxGetTaskIdResponse.parser())
                .getTaskId();
        var access = client.call(
                "SandboxGetCommandRouterAccess",
                SandboxGetCommandRouterAccessRequest.newBuilder()
                        .setSandboxId(id)
                        .build(),
                SandboxGetCommandRouterAccessResponse.parser());
        return new Box(id, task, access.getJwt());
    }

    private GenericResult result(Box box) {
        return client.call(
                        "SandboxWaitV2",
                        SandboxWaitRequest.newBuilder()
                                .setSandboxId(box.id)
                                .setTimeout(50)
                                .build(),
                        SandboxWaitResponse.parser())
                .getResult();
    }

    private static TaskExecStartRequest.Builder command(Box box, String exec, String... words) {
        return TaskExecStartRequest.newBuilder()
                .setTaskId(box.task)
                .setExecId(exec)
                .addAllCommandArgs(List.of(words))
                .setStdoutConfig(TaskExecStdoutConfig.TASK_EXEC_STDOUT_CONFIG_PIPE)
                .setStderrConfig(TaskExecStderrConfig.TASK_EXEC_STDERR_CONFIG_PIPE);
    }

    private String start(Box box, String... words) {
        return startAs(box, UUID.randomUUID().toString(), words);
    }

    private String startAs(Box box, String exec, String... words) {
        client.route(box.jwt, "TaskExecStart", command(box, exec, words).build(), TaskExecStartResponse.parser());
        return exec;
    }

    private static TaskExecStdinWriteRequest piece(Box box, String exec, long offset, String text, boolean last) {
        return TaskExecStdinWriteRequest.newBuilder()
                .setTaskId(box.task)
                .setExecId(exec)
                .setOffset(offset)
                .setData(ByteString.copyFromUtf8(text))
                .setEof(last)
                .build();
    }

    private void write(Box box, String exec, long offset, String text, boolean last) {
        assertThat(client.routed(box.jwt, "TaskExecStdinWrite", piece(box, exec, offset, text, last))
                        .status())
                .isZero();
    }

    private static TaskExecStdioReadRequest read(Box box, String exec, long offset) {
        return TaskExecStdioReadRequest.newBuilder()
                .setTaskId(box.task)
                .setExecId(exec)
                .setOffset(offset)
                .build();
    }

    private String output(Box box, String exec, long offset) {
        var answer = client.routed(box.jwt, "TaskExecStdioRead", read(box, exec, offset));
        assertThat(answer.status()).as(answer.message()).isZero();
        return text(answer);
    }

    /** The first bytes of an output that goes on. */
    private String output(Box box, String exec, long offset, long bytes) {
        modal.server().faults().cutNextOutputAfter(bytes);
        return text(client.routed(box.jwt, "TaskExecStdioRead", read(box, exec, offset)));
    }

    private static String text(Client.Answer answer) {
        return Client.all(answer, TaskExecStdioReadResponse.parser()).stream()
                .map(part -> part.getData().toStringUtf8())
                .collect(Collectors.joining());
    }

    private TaskExecWaitResponse end(Box box, String exec) {
        return client.route(
                box.jwt,
                "TaskExecWait",
                TaskExecWaitRequest.newBuilder()
                        .setTaskId(box.task)
                        .setExecId(exec)
                        .build(),
                TaskExecWaitResponse.parser());
    }
}
