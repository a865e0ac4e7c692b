package dev.serai.modal.client.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Empty;
import dev.serai.modal.client.Clients;
import dev.serai.modal.client.ScriptedModal;
import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.plane.Addresses;
import dev.serai.modal.client.plane.ModalApi;
import dev.serai.modal.client.plane.RouterApi;
import dev.serai.modal.proto.CommandRouterAccess;
import dev.serai.modal.proto.GenericResult;
import dev.serai.modal.proto.GenericResult.GenericStatus;
import dev.serai.modal.proto.ImageJoinStreamingResponse;
import dev.serai.modal.proto.NetworkAccess.NetworkAccessType;
import dev.serai.modal.proto.RegistryAuthType;
import dev.serai.modal.proto.SandboxCreateConnectTokenResponse;
import dev.serai.modal.proto.SandboxCreateV2Response;
import dev.serai.modal.proto.SandboxGetFromNameResponse;
import dev.serai.modal.proto.SandboxGetTaskIdResponse;
import dev.serai.modal.proto.SandboxGetTunnelsResponse;
import dev.serai.modal.proto.SandboxInfo;
import dev.serai.modal.proto.SandboxListResponse;
import dev.serai.modal.proto.SandboxTag;
import dev.serai.modal.proto.SandboxTagsGetResponse;
import dev.serai.modal.proto.SandboxTerminateRequest;
import dev.serai.modal.proto.SandboxTerminateResponse;
import dev.serai.modal.proto.SandboxWaitResponse;
import dev.serai.modal.proto.SecretGetOrCreateResponse;
import dev.serai.modal.proto.TaskLogs;
import dev.serai.modal.proto.TunnelData;
import dev.serai.modal.proto.VolumeGetOrCreateResponse;
import dev.serai.modal.proto.router.SandboxWaitUntilReadyTcrResponse;
import dev.serai.modal.proto.router.TaskExecStartResponse;
import dev.serai.modal.proto.router.TaskExecStdoutConfig;
import dev.serai.modal.proto.router.TaskExecWaitResponse;
import dev.serai.modal.proto.router.TaskSetNetworkAccessResponse;
import dev.serai.modal.proto.router.TaskSnapshotFilesystemRequest;
import dev.serai.modal.proto.router.TaskSnapshotFilesystemResponse;
import io.grpc.Metadata;
import io.grpc.Status;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SandboxesContractTest {

    private final SandboxService service = new SandboxService();
    private final ScriptedModal server = service.server;
    private final Sandboxes sandboxes = service.sandboxes;

    @AfterEach
    void stop() {
        service.close();
    }

    private Sandbox sandbox() {
        return Clients.get(sandboxes.create(SandboxSpec.of("app", "im-ready")));
    }

    @Test
    void aSandboxIsMadeAsTheOfficialClientMakesIt() {
        server.on(
                ModalApi.SECRET_GET_OR_CREATE,
                question -> SecretGetOrCreateResponse.newBuilder()
                        .setSecretId("st-1")
                        .build());
        server.on(
                ModalApi.VOLUME_GET_OR_CREATE,
                question -> VolumeGetOrCreateResponse.newBuilder()
                        .setVolumeId("vo-1")
                        .build());
        var spec = new SandboxSpec(
                "app",
                "python:3.13-slim",
                List.of("RUN echo hi"),
                List.of("sleep", "100"),
                Duration.ofMinutes(10),
                Duration.ofMinutes(1),
                "/w",
                0.5,
                256,
                Map.of("X", "1"),
                List.of("keys"),
                Map.of("/data", "vol"),
                List.of(8080),
                null,
                "mine",
                Map.of("owner", "serai"));

        var made = Clients.get(sandboxes.create(spec));

        assertThat(made).isEqualTo(new Sandbox("sb-1", "mine", Map.of("owner", "serai")));
        assertThat(server.methods())
                .containsExactly(
                        "AuthTokenGet",
                        "AppGetOrCreate",
                        "EnvironmentGetOrCreate",
                        "ImageGetOrCreate",
                        "ImageJoinStreaming",
                        "ImageGetOrCreate",
                        "ImageJoinStreaming",
                        "SecretGetOrCreate",
                        "VolumeGetOrCreate",
                        "SandboxCreateV2");
        var images = server.received(ModalApi.IMAGE_GET_OR_CREATE);
        assertThat(images.get(0).getImage().getDockerfileCommandsList()).containsExactly("FROM python:3.13-slim");
        assertThat(images.get(0).getBuilderVersion()).isEqualTo("2025.06");
        assertThat(images.get(0).getAppId()).isEqualTo("ap-1");
        assertThat(images.get(1).getImage().getDockerfileCommandsList()).containsExactly("FROM base", "RUN echo hi");
        assertThat(images.get(1).getImage().getBaseImages(0).getImageId()).isEqualTo("im-1");
        var question = server.received(ModalApi.SANDBOX_CREATE_V2).get(0);
        var definition = question.getDefinition();
        assertThat(definition.getEntrypointArgsList()).containsExactly("sleep", "100");
        assertThat(definition.getImageId()).isEqualTo("im-2");
        assertThat(definition.getResources().getMilliCpu()).isEqualTo(500);
        assertThat(definition.getResources().getMemoryMb()).isEqualTo(256);
        assertThat(definition.getTimeoutSecs()).isEqualTo(600);
        assertThat(definition.getIdleTimeoutSecs()).isEqualTo(60);
        assertThat(definition.getWorkdir()).isEqualTo("/w");
        assertThat(definition.getName()).isEqualTo("mine");
        assertThat(definition.getOpenPorts().getPorts(0).getPort()).isEqualTo(8080);
        assertThat(definition.getNetworkAccess().getNetworkAccessType()).isEqualTo(NetworkAccessType.OPEN);
        assertThat(definition.getVolumeMounts(0).getMountPath()).isEqualTo("/data");
        assertThat(definition.getVolumeMounts(0).getVolumeId()).isEqualTo("vo-1");
        assertThat(question.getSecretSources(0).getSecretId()).isEqualTo("st-1");
        assertThat(question.getSecretSources(1).getEnv().getContentsMap()).containsEntry("X", "1");
        assertThat(question.getTags(0).getTagName()).isEqualTo("owner");
    }

    @Test
    void aCommandRunsWithItsOutputsApart() {
        var spec = new ExecSpec(
                List.of("sh", "-c", "x"),
                "hello".getBytes(),
                "/tmp",
                Map.of("FOO", "bar"),
                Duration.ofSeconds(5),
                1000,
                false);

        var result = Clients.get(sandboxes.exec(sandbox().id(), spec));

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.stdout().text()).isEqualTo("out\n");
        assertThat(result.stderr().text()).isEqualTo("err\n");
        assertThat(result.timedOut()).isFalse();
        assertThat(service.stdin.toString()).isEqualTo("hello");
        var start = server.received(RouterApi.TASK_EXEC_START).get(0);
        assertThat(start.getTaskId()).isEqualTo("ta-1");
        assertThat(start.getCommandArgsList()).containsExactly("sh", "-c", "x");
        assertThat(start.getStdoutConfig()).isEqualTo(TaskExecStdoutConfig.TASK_EXEC_STDOUT_CONFIG_PIPE);
        assertThat(start.getTimeoutSecs()).isEqualTo(5);
        assertThat(start.getWorkdir()).isEqualTo("/tmp");
        assertThat(start.getSecretSources(0).getEnv().getContentsMap()).containsEntry("FOO", "bar");
        assertThat(server.received(RouterApi.TASK_EXEC_WAIT).get(0).getExecId()).isEqualTo(start.getExecId());
        var call = server.received().stream()
                .filter(received -> received.method().equals("TaskExecStart"))
                .findFirst()
                .orElseThrow();
        assertThat(call.metadata("authorization")).isEqualTo("Bearer " + Clients.TOKEN);
        assertThat(call.metadata("x-modal-token-secret"))
                .as("not for the router")
                .isNull();
        assertThat(server.methods()).doesNotContain("SandboxGetCommandRouterAccess");
    }

    @Test
    void aLostAnswerToAStartStartsNothingTwice() {
        var tries = new AtomicInteger();
        server.script(RouterApi.TASK_EXEC_START, (question, reply) -> {
            if (tries.incrementAndGet() == 1) {
                reply.fail(Status.UNAVAILABLE);
            } else {
                reply.answer(TaskExecStartResponse.getDefaultInstance());
            }
        });

        Clients.get(sandboxes.exec(sandbox().id(), ExecSpec.of("x")));

        assertThat(server.received(RouterApi.TASK_EXEC_START)).hasSize(2);
        assertThat(server.received(RouterApi.TASK_EXEC_START).get(0))
                .isEqualTo(server.received(RouterApi.TASK_EXEC_START).get(1));
    }

    @Test
    void aBrokenOutputGoesOnWhereItWas() {
        var whole = "0123456789".repeat(100);
        server.script(RouterApi.TASK_EXEC_STDIO_READ, (question, reply) -> {
            var from = (int) question.getOffset();
            var to = Math.min(whole.length(), from + 333);
            reply.message(service.part(whole.substring(from, to)));
            if (to < whole.length()) {
                reply.fail(Status.UNAVAILABLE);
            } else {
                reply.end(Status.OK, new Metadata());
            }
        });

        var result = Clients.get(sandboxes.exec(sandbox().id(), ExecSpec.of("x")));

        assertThat(result.stdout().text()).isEqualTo(whole);
        assertThat(result.stderr().text()).isEqualTo(whole);
    }

    @Test
    void tooMuchOutputIsCutAndMarked() {
        service.outputs("x".repeat(5000), "");

        var result = Clients.get(sandboxes.exec(sandbox().id(), ExecSpec.of("x").withMaxOutput(100)));

        assertThat(result.stdout().bytes()).hasSize(100);
        assertThat(result.stdout().total()).isEqualTo(5000);
        assertThat(result.stdout().isCut()).isTrue();
        assertThat(result.stderr().isCut()).isFalse();
    }

    @Test
    void aKilledCommandHasTheShellsCodeAndItsOutput() {
        server.on(
                RouterApi.TASK_EXEC_WAIT,
                question -> TaskExecWaitResponse.newBuilder().setSignal(15).build());

        var result = Clients.get(sandboxes.exec(sandbox().id(), ExecSpec.of("x")));

        assertThat(result.exitCode()).isEqualTo(143);
        assertThat(result.stdout().text()).isEqualTo("out\n");
    }

    @Test
    void aCommandThatReadsNothingIsNoError() {
        server.script(RouterApi.TASK_EXEC_STDIN_WRITE, (question, reply) -> reply.fail(Status.FAILED_PRECONDITION));
        server.on(
                RouterApi.TASK_EXEC_WAIT,
                question -> TaskExecWaitResponse.newBuilder().setCode(3).build());

        assertThat(Clients.get(sandboxes.exec(sandbox().id(), ExecSpec.of("x").withStdin(new byte[10])))
                        .exitCode())
                .isEqualTo(3);
    }

    @Test
    void aKeyThatRanOutIsRenewedOnce() {
        var refused = new AtomicInteger();
        server.script(RouterApi.TASK_EXEC_START, (question, reply) -> {
            if (refused.incrementAndGet() == 1) {
                reply.fail(Status.UNAUTHENTICATED);
            } else {
                reply.answer(TaskExecStartResponse.getDefaultInstance());
            }
        });
        var id = sandbox().id();

        Clients.get(sandboxes.exec(id, ExecSpec.of("x")));
        assertThat(server.received(ModalApi.SANDBOX_GET_COMMAND_ROUTER_ACCESS)).hasSize(1);
        assertThat(server.received().stream()
                        .filter(call -> call.method().equals("TaskExecWait"))
                        .map(call -> call.metadata("authorization")))
                .containsExactly("Bearer new");

        server.script(RouterApi.TASK_EXEC_START, (question, reply) -> reply.fail(Status.UNAUTHENTICATED));
        assertThat(Clients.failure(sandboxes.exec(id, ExecSpec.of("x"))).error())
                .isEqualTo(ModalError.UNAUTHENTICATED);
    }

    @Test
    void aSandboxIsUsedByItsIdentifierAlone() {
        assertThat(Clients.get(sandboxes.exec("sb-other", ExecSpec.of("x"))).exitCode())
                .isEqualTo(3);
        assertThat(server.received(ModalApi.SANDBOX_GET_TASK_ID_V2).get(0).getSandboxId())
                .isEqualTo("sb-other");

        server.on(
                ModalApi.SANDBOX_GET_TASK_ID_V2,
                question -> SandboxGetTaskIdResponse.newBuilder()
                        .setTaskResult(GenericResult.newBuilder().setException("out of memory"))
                        .build());
        assertThat(Clients.failure(sandboxes.exec("sb-gone", ExecSpec.of("x"))))
                .hasMessageStartingWith("[MODAL-401]")
                .hasMessageContaining("out of memory");
    }

    @Test
    void aSandboxThatIsLostInTheMiddleIsSaid() {
        server.script(RouterApi.TASK_EXEC_WAIT, (question, reply) -> reply.fail(Status.NOT_FOUND));

        assertThat(Clients.failure(sandboxes.exec(sandbox().id(), ExecSpec.of("x")))
                        .error())
                .isEqualTo(ModalError.SANDBOX_ENDED);
    }

    @Test
    void aRouterMustBePrivateExceptOnThisMachine() {
        assertThat(Addresses.router("https://router.modal.host", false))
                .isEqualTo(URI.create("https://router.modal.host:443"));
        assertThat(Addresses.router("https://127.0.0.1:9", true)).isEqualTo(URI.create("http://127.0.0.1:9"));
        assertThat(catchThrowable(() -> Addresses.router("http://router.modal.host", false)))
                .hasMessageStartingWith("[MODAL-405]");
    }

    @Test
    void anImageThatCannotBeBuiltTellsItsLog() {
        server.script(ModalApi.IMAGE_JOIN_STREAMING, (question, reply) -> {
            if (question.getLastEntryId().isEmpty()) {
                reply.answer(ImageJoinStreamingResponse.newBuilder()
                        .setEntryId("7-0")
                        .addTaskLogs(TaskLogs.newBuilder().setData("no such package\n"))
                        .build());
            } else {
                reply.answer(ImageJoinStreamingResponse.newBuilder()
                        .setResult(GenericResult.newBuilder()
                                .setStatus(GenericStatus.GENERIC_STATUS_FAILURE)
                                .setException("exit 1"))
                        .build());
            }
        });

        assertThat(Clients.failure(sandboxes.create(SandboxSpec.of("app", "python:3.13"))))
                .hasMessageStartingWith("[MODAL-403]")
                .hasMessageContaining("exit 1")
                .hasMessageContaining("no such package");
        assertThat(server.received(ModalApi.IMAGE_JOIN_STREAMING).get(1).getLastEntryId())
                .isEqualTo("7-0");
    }

    @Test
    void aBuildIsFollowedOnWhenTheConnectionIsLost() {
        var asked = new AtomicInteger();
        server.script(ModalApi.IMAGE_JOIN_STREAMING, (question, reply) -> {
            if (asked.incrementAndGet() < 3) {
                reply.message(ImageJoinStreamingResponse.newBuilder()
                        .setEntryId(asked + "-0")
                        .build());
                reply.fail(Status.UNAVAILABLE);
            } else {
                reply.answer(ImageJoinStreamingResponse.newBuilder()
                        .setResult(GenericResult.newBuilder().setStatus(GenericStatus.GENERIC_STATUS_FAILURE))
                        .build());
            }
        });

        assertThat(Clients.failure(sandboxes.create(SandboxSpec.of("app", "python:3.13"))))
                .hasMessageStartingWith("[MODAL-403]");
        assertThat(server.received(ModalApi.IMAGE_JOIN_STREAMING).get(2).getLastEntryId())
                .isEqualTo("2-0");
    }

    @Test
    void sandboxesEndAndTellHow() {
        server.on(ModalApi.SANDBOX_TERMINATE_V2, question -> SandboxTerminateResponse.getDefaultInstance());
        var waits = new AtomicInteger();
        server.on(
                ModalApi.SANDBOX_WAIT_V2,
                question -> waits.incrementAndGet() == 1
                        ? SandboxWaitResponse.getDefaultInstance()
                        : SandboxWaitResponse.newBuilder()
                                .setResult(
                                        GenericResult.newBuilder().setStatus(GenericStatus.GENERIC_STATUS_TERMINATED))
                                .build());

        assertThat(Clients.get(sandboxes.poll("sb-1"))).isEmpty();
        Clients.get(sandboxes.terminate("sb-1"));
        assertThat(Clients.get(sandboxes.await("sb-1", Duration.ofMinutes(2)))).contains(137);
        assertThat(server.received(ModalApi.SANDBOX_WAIT_V2).get(1).getTimeout())
                .isEqualTo(55f);
    }

    @Test
    void portsFilesAndListsOfSandboxes() {
        server.on(
                ModalApi.SANDBOX_GET_TUNNELS_V2,
                question -> SandboxGetTunnelsResponse.newBuilder()
                        .addTunnels(TunnelData.newBuilder()
                                .setContainerPort(8080)
                                .setHost("x.modal.host")
                                .setPort(443))
                        .build());
        server.on(
                RouterApi.TASK_SNAPSHOT_FILESYSTEM,
                question -> TaskSnapshotFilesystemResponse.newBuilder()
                        .setImageId("im-snap")
                        .build());
        server.on(
                ModalApi.SANDBOX_GET_FROM_NAME_V2,
                question -> SandboxGetFromNameResponse.newBuilder()
                        .setSandboxId("sb-7")
                        .build());
        server.on(
                ModalApi.SANDBOX_LIST_V2,
                question -> question.getBeforeTimestamp() > 0
                        ? SandboxListResponse.getDefaultInstance()
                        : SandboxListResponse.newBuilder()
                                .addSandboxes(SandboxInfo.newBuilder()
                                        .setId("sb-7")
                                        .setCreatedAt(5)
                                        .addTags(SandboxTag.newBuilder()
                                                .setTagName("a")
                                                .setTagValue("b")))
                                .build());

        assertThat(Clients.get(sandboxes.tunnels("sb-1", Duration.ofSeconds(1))))
                .containsEntry(8080, "x.modal.host:443");
        assertThat(Clients.get(sandboxes.snapshot(sandbox().id()))).isEqualTo("im-snap");
        assertThat(Clients.get(sandboxes.find("app", "mine")).id()).isEqualTo("sb-7");
        assertThat(Clients.get(sandboxes.list("app", Map.of("a", "b"))))
                .containsExactly(new Sandbox("sb-7", null, Map.of("a", "b")));
        assertThat(server.received(ModalApi.SANDBOX_LIST_V2).get(1).getBeforeTimestamp())
                .isEqualTo(Math.nextUp(5.0));
    }

    @Test
    void filesAreReadAndWrittenThroughTheTool() {
        service.commandsEndWith(0);
        service.outputs("[{\"name\":\"a\",\"size\":1}]", "");
        var files = sandboxes.files(sandbox().id(), Duration.ofMinutes(1));

        Clients.get(files.write("/tmp/t.txt", "content".getBytes()));
        assertThat(service.stdin.toString()).isEqualTo("content");
        assertThat(Clients.get(files.list("/tmp"))).containsExactly(Map.of("name", "a", "size", 1));
        assertThat(Clients.get(files.read("/tmp/t.txt"))).asString().startsWith("[{");
        Clients.get(files.makeDirectory("/d"));
        Clients.get(files.remove("/d", true));
        assertThat(server.received(RouterApi.TASK_EXEC_START))
                .extracting(start -> start.getCommandArgs(1))
                .containsExactly(
                        "{\"WriteFile\":{\"path\":\"/tmp/t.txt\"}}",
                        "{\"ListFiles\":{\"path\":\"/tmp\"}}",
                        "{\"ReadFile\":{\"path\":\"/tmp/t.txt\"}}",
                        "{\"MakeDirectory\":{\"path\":\"/d\",\"parents\":true}}",
                        "{\"Remove\":{\"path\":\"/d\",\"recursive\":true}}");

        service.commandsEndWith(1);
        service.outputs("", "{\"error_kind\":\"NotFound\",\"message\":\"no such file\",\"detail\":\"\"}");
        assertThat(Clients.failure(files.read("/nope")))
                .hasMessageStartingWith("[MODAL-404] ReadFile of /nope failed: NotFound, no such file.");
    }

    @Test
    void aPrivateRegistryGetsItsSecretAndAQuestionTellsWhetherTheSandboxIsReady() {
        server.on(
                ModalApi.SECRET_GET_OR_CREATE,
                question -> SecretGetOrCreateResponse.newBuilder()
                        .setSecretId("st-registry")
                        .build());
        var tries = new AtomicInteger();
        server.script(RouterApi.SANDBOX_WAIT_UNTIL_READY, (question, reply) -> {
            if (tries.incrementAndGet() == 1) {
                reply.fail(Status.UNAVAILABLE);
            } else {
                reply.answer(SandboxWaitUntilReadyTcrResponse.newBuilder()
                        .setReadyAt(1)
                        .build());
            }
        });
        var spec = SandboxSpec.of("app", "registry.example.org/mine:1")
                .withRegistry("registry-login")
                .withReady(SandboxSpec.Readiness.port(8080));

        var made = Clients.get(sandboxes.create(spec));
        Clients.get(sandboxes.awaitReady(made.id(), Duration.ofSeconds(10)));

        var config =
                server.received(ModalApi.IMAGE_GET_OR_CREATE).get(0).getImage().getImageRegistryConfig();
        assertThat(config.getSecretId()).isEqualTo("st-registry");
        assertThat(config.getRegistryAuthType()).isEqualTo(RegistryAuthType.REGISTRY_AUTH_TYPE_STATIC_CREDS);
        var probe = server.received(ModalApi.SANDBOX_CREATE_V2)
                .get(0)
                .getDefinition()
                .getReadinessProbe();
        assertThat(probe.getTcpPort()).isEqualTo(8080);
        assertThat(probe.getIntervalMs()).isEqualTo(100);
        assertThat(server.received(RouterApi.SANDBOX_WAIT_UNTIL_READY)).hasSize(2);
    }

    @Test
    void aSandboxThatDoesNotGetReadyIsNotWaitedForLonger() {
        server.script(RouterApi.SANDBOX_WAIT_UNTIL_READY, (question, reply) -> reply.fail(Status.DEADLINE_EXCEEDED));

        assertThat(Clients.failure(sandboxes.awaitReady(sandbox().id(), Duration.ofMillis(300))))
                .hasMessageStartingWith("[MODAL-205] sb-1 is not ready after 300 ms.");
    }

    @Test
    void filesOfThisMachineAreNoPartOfAnImage() {
        var spec = new SandboxSpec(
                "app",
                "python:3.13-slim",
                List.of("COPY data.csv /data.csv"),
                List.of(),
                Duration.ofMinutes(1),
                Duration.ZERO,
                null,
                0,
                0,
                Map.of(),
                List.of(),
                Map.of(),
                List.of(),
                null,
                null,
                Map.of());

        assertThat(Clients.failure(sandboxes.create(spec)))
                .hasMessageStartingWith("[MODAL-004] 'COPY data.csv /data.csv' takes files of this machine");
    }

    @Test
    void tagsNetworkAndConnectionsOfARunningSandbox() {
        var tags = new ConcurrentHashMap<String, String>();
        server.on(ModalApi.SANDBOX_TAGS_SET_V2, question -> {
            question.getTagsList().forEach(tag -> tags.put(tag.getTagName(), tag.getTagValue()));
            return Empty.getDefaultInstance();
        });
        server.on(
                ModalApi.SANDBOX_TAGS_GET_V2,
                question -> SandboxTagsGetResponse.newBuilder()
                        .addTags(SandboxTag.newBuilder().setTagName("a").setTagValue(tags.get("a")))
                        .build());
        server.on(RouterApi.TASK_SET_NETWORK_ACCESS, question -> TaskSetNetworkAccessResponse.getDefaultInstance());
        server.on(
                ModalApi.SANDBOX_CREATE_CONNECT_TOKEN_V2,
                question -> SandboxCreateConnectTokenResponse.newBuilder()
                        .setUrl("https://x.example.org")
                        .setToken("secret-token")
                        .build());
        server.on(ModalApi.IMAGE_DELETE, question -> Empty.getDefaultInstance());
        var id = sandbox().id();

        Clients.get(sandboxes.setTags(id, Map.of("a", "b")));
        assertThat(Clients.get(sandboxes.tags(id))).containsExactly(Map.entry("a", "b"));
        Clients.get(sandboxes.setNetwork(id, List.of()));
        assertThat(server.received(RouterApi.TASK_SET_NETWORK_ACCESS)
                        .get(0)
                        .getNetworkAccess()
                        .getNetworkAccessType())
                .isEqualTo(NetworkAccessType.BLOCKED);
        var connection = Clients.get(sandboxes.connect(id, 8080));
        assertThat(connection.token()).isEqualTo("secret-token");
        assertThat(connection).asString().doesNotContain("secret-token");
        Clients.get(sandboxes.deleteImage("im-7"));
        assertThat(server.received(ModalApi.IMAGE_DELETE).get(0).getImageId()).isEqualTo("im-7");
    }

    @Test
    void sandboxesOfAllAppsAreListedWithoutNamingOne() {
        server.on(ModalApi.SANDBOX_LIST_V2, question -> SandboxListResponse.getDefaultInstance());

        assertThat(Clients.get(sandboxes.list(null, Map.of("a", "b")))).isEmpty();
        assertThat(server.received(ModalApi.SANDBOX_LIST_V2).get(0).getAppId()).isEmpty();
        assertThat(server.methods()).doesNotContain("AppGetOrCreate");
    }

    @Test
    void sandboxesThatWereMadeAtTheSameTimeAreAllListed() {
        var times = List.of(9.0, 8.0, 8.0, 8.0, 7.5, 7.5, 7.0, 6.0);
        var infos = IntStream.range(0, times.size())
                .mapToObj(i -> SandboxInfo.newBuilder()
                        .setId("sb-" + i)
                        .setCreatedAt(times.get(i))
                        .build())
                .toList();
        server.on(ModalApi.SANDBOX_LIST_V2, question -> {
            var before = question.getBeforeTimestamp() == 0 ? Double.MAX_VALUE : question.getBeforeTimestamp();
            return SandboxListResponse.newBuilder()
                    .addAllSandboxes(infos.stream()
                            .filter(info -> info.getCreatedAt() < before)
                            .limit(3)
                            .toList())
                    .build();
        });

        assertThat(Clients.get(sandboxes.list(null, Map.of())))
                .extracting(Sandbox::id)
                .containsExactlyElementsOf(
                        infos.stream().map(SandboxInfo::getId).toList());
    }

    @Test
    void aSandboxWhoseRouterIsNotPrivateIsEnded() {
        server.on(
                ModalApi.SANDBOX_CREATE_V2,
                question -> SandboxCreateV2Response.newBuilder()
                        .setSandboxId("sb-1")
                        .setTaskId("ta-1")
                        .setCommandRouterAccess(CommandRouterAccess.newBuilder().setUrl("http://router.modal.host"))
                        .build());
        server.on(ModalApi.SANDBOX_TERMINATE_V2, question -> SandboxTerminateResponse.getDefaultInstance());

        assertThat(Clients.failure(sandboxes.create(SandboxSpec.of("app", "im-ready"))))
                .hasMessageStartingWith("[MODAL-405]");
        assertThat(server.received(ModalApi.SANDBOX_TERMINATE_V2))
                .extracting(SandboxTerminateRequest::getSandboxId)
                .containsExactly("sb-1");
    }

    @Test
    void aFileThatIsTooLargeIsNotReadToItsEnd() {
        server.script(RouterApi.TASK_EXEC_WAIT, (question, reply) -> {});
        server.script(
                RouterApi.TASK_EXEC_STDIO_READ,
                (question, reply) -> reply.message(SandboxService.part("x".repeat(200))));
        var files = sandboxes.files(sandbox().id(), Duration.ofMinutes(1));

        assertThat(Clients.failure(files.within(Duration.ofMinutes(1), 100).read("/big")))
                .hasMessageStartingWith("[MODAL-104] /big has more than the 100 bytes that may be read");
        await().untilAsserted(() -> assertThat(server.received(RouterApi.TASK_EXEC_START))
                .as("the reading is ended")
                .hasSize(2));
    }

    @Test
    void aFileThatBlocksIsGivenUp() {
        server.script(
                RouterApi.TASK_EXEC_WAIT,
                (question, reply) -> CompletableFuture.delayedExecutor(1100, TimeUnit.MILLISECONDS)
                        .execute(() -> reply.answer(
                                TaskExecWaitResponse.newBuilder().setSignal(9).build())));
        var files = sandboxes.files(sandbox().id(), Duration.ofMillis(300));

        assertThat(Clients.failure(files.read("/pipe")))
                .hasMessageStartingWith("[MODAL-404] ReadFile of /pipe took longer than 1 s and was ended");
        assertThat(server.received(RouterApi.TASK_EXEC_START).get(0).getTimeoutSecs())
                .isEqualTo(1);
    }

    @Test
    void aListWithoutTimesEndsAllTheSame() {
        server.on(
                ModalApi.SANDBOX_LIST_V2,
                question -> SandboxListResponse.newBuilder()
                        .addSandboxes(SandboxInfo.newBuilder().setId("sb-7"))
                        .build());

        assertThat(Clients.get(sandboxes.list("app", Map.of())))
                .extracting(Sandbox::id)
                .containsExactly("sb-7");
    }

    @Test
    void aSnapshotThatIsTriedAgainIsTheSameOne() {
        var tries = new AtomicInteger();
        server.script(RouterApi.TASK_SNAPSHOT_FILESYSTEM, (question, reply) -> {
            if (tries.incrementAndGet() == 1) {
                reply.fail(Status.UNAVAILABLE);
            } else {
                reply.answer(TaskSnapshotFilesystemResponse.newBuilder()
                        .setImageId("im-snap")
                        .build());
            }
        });

        assertThat(Clients.get(sandboxes.snapshot(sandbox().id()))).isEqualTo("im-snap");
        assertThat(server.received(RouterApi.TASK_SNAPSHOT_FILESYSTEM))
                .extracting(TaskSnapshotFilesystemRequest::getSnapshotId)
                .hasSize(2)
                .doesNotContain("")
                .allMatch(server.received(RouterApi.TASK_SNAPSHOT_FILESYSTEM)
                        .get(0)
                        .getSnapshotId()::equals);
    }

    @Test
    void aSandboxThatIsGivenUpWhileItIsMadeIsEnded() {
        var making = new AtomicReference<ScriptedModal.Reply<SandboxCreateV2Response>>();
        server.script(ModalApi.SANDBOX_CREATE_V2, (question, reply) -> making.set(reply));
        server.on(ModalApi.SANDBOX_TERMINATE_V2, question -> SandboxTerminateResponse.getDefaultInstance());
        var made = sandboxes.create(SandboxSpec.of("app", "im-ready"));
        await().until(() -> making.get() != null);

        made.cancel(true);
        making.get()
                .answer(SandboxCreateV2Response.newBuilder()
                        .setSandboxId("sb-late")
                        .build());

        await().untilAsserted(() -> assertThat(server.received(ModalApi.SANDBOX_TERMINATE_V2))
                .extracting(SandboxTerminateRequest::getSandboxId)
                .containsExactly("sb-late"));
    }

    @Test
    void aFullWorkspaceIsSaidAtOnce() {
        server.script(
                ModalApi.SANDBOX_CREATE_V2,
                (question, reply) -> reply.fail(Status.RESOURCE_EXHAUSTED.withDescription("too many sandboxes")));

        var failure = Clients.failure(sandboxes.create(SandboxSpec.of("app", "im-ready")));

        assertThat(failure)
                .hasMessageStartingWith(
                        "[MODAL-109] SandboxCreateV2 at 127.0.0.1: RESOURCE_EXHAUSTED, too many sandboxes");
        assertThat(failure.error().retryable()).isTrue();
        assertThat(server.received(ModalApi.SANDBOX_CREATE_V2)).hasSize(1);
    }

    @Test
    void aCommandOverItsTimeIsMarkedAndKeepsWhatItWrote() {
        server.script(
                RouterApi.TASK_EXEC_WAIT,
                (question, reply) -> CompletableFuture.delayedExecutor(1100, TimeUnit.MILLISECONDS)
                        .execute(() -> reply.answer(
                                TaskExecWaitResponse.newBuilder().setSignal(9).build())));

        var result = Clients.get(sandboxes.exec(sandbox().id(), ExecSpec.of("x").withLimit(Duration.ofSeconds(1))));

        assertThat(result.timedOut()).isTrue();
        assertThat(result.exitCode()).isEqualTo(137);
        assertThat(result.stdout().text()).isEqualTo("out\n");
    }
}
