package dev.serai.offline.modal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.modal.proto.AppGetOrCreateRequest;
import dev.serai.modal.proto.AppGetOrCreateResponse;
import dev.serai.modal.proto.Image;
import dev.serai.modal.proto.ImageGetOrCreateRequest;
import dev.serai.modal.proto.ImageGetOrCreateResponse;
import dev.serai.modal.proto.ObjectCreationType;
import dev.serai.modal.proto.Sandbox;
import dev.serai.modal.proto.SandboxCreateV2Request;
import dev.serai.modal.proto.SandboxCreateV2Response;
import dev.serai.modal.proto.SandboxGetCommandRouterAccessRequest;
import dev.serai.modal.proto.SandboxGetCommandRouterAccessResponse;
import dev.serai.modal.proto.SandboxGetTaskIdRequest;
import dev.serai.modal.proto.SandboxGetTaskIdResponse;
import dev.serai.modal.proto.router.TaskExecStartRequest;
import dev.serai.modal.proto.router.TaskExecStartResponse;
import dev.serai.modal.proto.router.TaskExecStdioReadRequest;
import dev.serai.modal.proto.router.TaskExecStdioReadResponse;
import dev.serai.modal.proto.router.TaskExecStdoutConfig;
import dev.serai.modal.proto.router.TaskExecWaitRequest;
import dev.serai.offline.process.Leftovers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stand-in as a process of its own: how many threads it needs, and what it leaves behind. */
class OwnProcessTest {
    private static final int AT_ONCE = 200;
    private static final int MOST_THREADS = 60;

    private Process process;
    private Client client;
    private SandboxCreateV2Request wish;

    private record Box(String id, String task, String jwt) {}

    @BeforeEach
    void startProcess() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        process = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), "dev.serai.offline.modal.ModalMain")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(lines.readLine()).contains("no security boundary");
        var token = lines.readLine().split(" ");
        var url = lines.readLine().substring("listening on ".length());
        client = new Client(url, token[1], token[2]).signedIn();
        var app = client.call(
                "AppGetOrCreate",
                AppGetOrCreateRequest.newBuilder()
                        .setAppName("boxes")
                        .setObjectCreationType(ObjectCreationType.OBJECT_CREATION_TYPE_CREATE_IF_MISSING)
                        .build(),
                AppGetOrCreateResponse.parser());
        var image = client.call(
                "ImageGetOrCreate",
                ImageGetOrCreateRequest.newBuilder()
                        .setImage(Image.newBuilder().addDockerfileCommands("FROM alpine:3.21"))
                        .build(),
                ImageGetOrCreateResponse.parser());
        wish = SandboxCreateV2Request.newBuilder()
                .setAppId(app.getAppId())
                .setDefinition(Sandbox.newBuilder().setImageId(image.getImageId()))
                .build();
    }

    @AfterEach
    void stopProcess() throws InterruptedException {
        client.close();
        process.destroyForcibly().waitFor();
    }

    @Test
    void commandsInTwoHundredSandboxesNeedFewThreads(@TempDir Path together) throws Exception {
        var pipe = together.resolve("go");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        var boxes = new ArrayList<Box>();
        for (var i = 0; i < AT_ONCE; i++) {
            boxes.add(box());
        }
        var outputs = new ArrayList<CompletableFuture<Client.Answer>>();
        var ends = new ArrayList<CompletableFuture<Client.Answer>>();
        for (var i = 0; i < AT_ONCE; i++) {
            var box = boxes.get(i);
            start(box, "touch " + together + "/began-" + i + "; read line < " + pipe + "; echo " + i);
            outputs.add(client.laterRouted(
                    box.jwt,
                    "TaskExecStdioRead",
                    TaskExecStdioReadRequest.newBuilder()
                            .setTaskId(box.task)
                            .setExecId("one")
                            .build()));
            ends.add(client.laterRouted(
                    box.jwt,
                    "TaskExecWait",
                    TaskExecWaitRequest.newBuilder()
                            .setTaskId(box.task)
                            .setExecId("one")
                            .build()));
        }
        try (var go = new RandomAccessFile(pipe.toFile(), "rw")) {
            await().atMost(Client.LONG).until(() -> count(together) == AT_ONCE);
            assertThat(threads()).isLessThan(MOST_THREADS);
            go.write("\n".repeat(AT_ONCE).getBytes(StandardCharsets.UTF_8));
            CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).join();
        }
        for (var i = 0; i < AT_ONCE; i++) {
            var text = Client.all(outputs.get(i).join(), TaskExecStdioReadResponse.parser()).stream()
                    .map(part -> part.getData().toStringUtf8())
                    .collect(Collectors.joining());
            assertThat(text).isEqualTo(i + "\n");
        }
    }

    @Test
    void nothingIsLeftWhenItIsKilled() {
        var box = box();
        start(box, "setsid sleep 600 & sleep 600");
        await().atMost(Client.LONG)
                .until(() -> Leftovers.with("MODAL_SANDBOX_ID", box.id).size() >= 3);
        process.destroyForcibly();
        await().atMost(Client.LONG)
                .until(() -> Leftovers.with("MODAL_SANDBOX_ID", box.id).isEmpty());
    }

    private Box box() {
        var id = client.call("SandboxCreateV2", wish, SandboxCreateV2Response.parser())
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

    private void start(Box box, String line) {
        var question = TaskExecStartRequest.newBuilder()
                .setTaskId(box.task)
                .setExecId("one")
                .addAllCommandArgs(List.of("sh", "-c", line))
                .setStdoutConfig(TaskExecStdoutConfig.TASK_EXEC_STDOUT_CONFIG_PIPE)
                .build();
        client.route(box.jwt, "TaskExecStart", question, TaskExecStartResponse.parser());
    }

    private static int count(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return (int) files.filter(file -> file.getFileName().toString().startsWith("began-"))
                    .count();
        }
    }

    private int threads() throws IOException {
        return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("Threads:"))
                .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
