package dev.serai.modal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.MessageLite;
import dev.serai.modal.client.ScriptedModal;
import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;
import dev.serai.modal.client.function.Scaling;
import dev.serai.modal.client.plane.ModalApi;
import dev.serai.modal.client.plane.RouterApi;
import dev.serai.modal.client.sandbox.Sandboxes;
import dev.serai.modal.proto.FunctionUpdateSchedulingParamsResponse;
import dev.serai.modal.proto.NetworkAccess.NetworkAccessType;
import dev.serai.modal.proto.SandboxCreateConnectTokenResponse;
import dev.serai.modal.proto.SandboxGetCommandRouterAccessResponse;
import dev.serai.modal.proto.SandboxGetTaskIdResponse;
import dev.serai.modal.proto.SecretGetOrCreateResponse;
import dev.serai.modal.proto.VolumeGetOrCreateResponse;
import dev.serai.modal.proto.router.TaskSetNetworkAccessResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModalRoutesTest {

    private static final ScriptedWorkspace workspace = new ScriptedWorkspace();
    private static final ScriptedModal server = workspace.server();
    private static Routes routes;

    @BeforeAll
    static void start() throws Exception {
        routes = Routes.start(workspace.url());
    }

    @AfterAll
    static void stop() {
        routes.close();
        workspace.close();
    }

    private static <T extends MessageLite> T last(List<T> questions) {
        return questions.get(questions.size() - 1);
    }

    @Test
    void theBodyIsTheArgumentAndTheResultTheBody() {
        assertThat(routes.ask("modal:call/app/echo", Map.of("a", 1)))
                .isEqualTo(List.of(List.of(Map.of("a", 1L)), Map.of()));
        assertThat(routes.ask("modal:call/app/echo", null)).isEqualTo(List.of(List.of(), Map.of()));
    }

    @Test
    void argumentsComeByPlaceAndByName() {
        var exchange = routes.send(
                "modal:call/app/echo",
                "ignored",
                Map.of(
                        ModalConstants.ARGUMENTS, List.of(1, "b"),
                        ModalConstants.NAMED_ARGUMENTS, Map.of("n", true)));

        assertThat(exchange.getMessage().getBody()).isEqualTo(List.of(List.of(1L, "b"), Map.of("n", true)));
    }

    @Test
    void aFailedFunctionFailsTheExchange() {
        var failure = routes.send("modal:call/app/echo", "boom", Map.of()).getException();

        assertThat(failure).isInstanceOf(ModalException.class).hasMessageContaining("ValueError('boom')");
        assertThat(((ModalException) failure).error()).isEqualTo(ModalError.FUNCTION_FAILED);
    }

    @Test
    void aSpawnedCallIsWaitedForLater() {
        var spawned = routes.send("modal:spawn/app/echo", "later", Map.of());
        var id = spawned.getMessage().getHeader(ModalConstants.CALL_ID);

        assertThat(spawned.getMessage().getBody()).isEqualTo(id);
        assertThat(routes.ask("modal:result", id)).isEqualTo(List.of(List.of("later"), Map.of()));
        routes.send("modal:cancel?terminateContainers=true", null, Map.of(ModalConstants.CALL_ID, id));
        assertThat(last(server.received(ModalApi.FUNCTION_CALL_CANCEL)).getFunctionCallId())
                .isEqualTo(id);
        assertThat(routes.send("modal:result", null, Map.of()).getException()).hasMessageStartingWith("[MODAL-004]");
    }

    @Test
    void aMapKeepsTheOrder() {
        assertThat((List<?>) routes.ask("modal:map/app/echo?atOnce=2", List.of("a", "b", "c")))
                .asString()
                .isEqualTo("[[[a], {}], [[b], {}], [[c], {}]]");
        var kept = (List<?>) routes.ask("modal:map/app/echo?onItemFailure=keep", List.of("a", "boom"));
        assertThat(kept.get(1)).isInstanceOf(ModalException.class);
        assertThat(routes.send("modal:map/app/echo", "no list", Map.of()).getException())
                .hasMessageStartingWith("[MODAL-004]");
    }

    @Test
    void queuesTakeAndGive() {
        routes.send("modal:queue/jobs?action=put&partition=p", List.of(1, 2), Map.of());
        assertThat(last(server.received(ModalApi.QUEUE_PUT)).getPartitionKey().toStringUtf8())
                .isEqualTo("p");
        assertThat(routes.ask("modal:queue/jobs?action=get", null)).isEqualTo(List.of(1L, 2L));
        assertThat(routes.send("modal:queue/jobs?action=get&timeout=10", null, Map.of())
                        .getException())
                .hasMessageStartingWith("[MODAL-301]");
        assertThat(routes.send("modal:queue/jobs?action=eat", null, Map.of()).getException())
                .hasMessageContaining("'eat' is no action for modal:queue, only put, get, look, length, clear, delete");
    }

    @Test
    void dictsKeepAndSecretsAreNamed() {
        var put = routes.send("modal:dict/d?action=put&key=k", "v", Map.of());
        assertThat(put.getMessage().getHeader(ModalConstants.FOUND)).isEqualTo(true);
        assertThat(routes.ask("modal:dict/d?action=get&key=k", null)).isEqualTo("v");
        assertThat(routes.send("modal:dict/d?action=get", null, Map.of(ModalConstants.KEY, 7))
                        .getException())
                .hasMessageStartingWith("[MODAL-303] the dict 'd' has no key '7'");
        assertThat(routes.ask("modal:secret?action=list", null)).isEqualTo(List.of("keys"));
    }

    @Test
    void aNewSandboxIsAsItsOptionsSay() {
        server.on(
                ModalApi.SECRET_GET_OR_CREATE,
                question -> SecretGetOrCreateResponse.newBuilder()
                        .setSecretId("st-" + question.getDeploymentName())
                        .build());
        var made = routes.send(
                "modal:sandbox/boxes?action=create&readyPort=8080&ports=8080&image=own/image:1&registrySecret=login"
                        + "&imageCommands=RUN true&secrets=keys&networkAllowList=10.0.0.0/8&idleTimeout=2m&cpu=0.5",
                null,
                Map.of());

        assertThat(made.getException()).isNull();
        var asked = last(server.received(ModalApi.SANDBOX_CREATE_V2));
        var box = asked.getDefinition();
        assertThat(box.getReadinessProbe().getTcpPort()).isEqualTo(8080);
        assertThat(box.getOpenPorts().getPorts(0).getPort()).isEqualTo(8080);
        assertThat(box.getIdleTimeoutSecs()).isEqualTo(120);
        assertThat(box.getTimeoutSecs()).isEqualTo(600);
        assertThat(box.getResources().getMilliCpu()).isEqualTo(500);
        assertThat(box.getNetworkAccess().getAllowedCidrsList()).containsExactly("10.0.0.0/8");
        assertThat(asked.getSecretSources(0).getSecretId()).isEqualTo("st-keys");
        assertThat(server.received(ModalApi.IMAGE_GET_OR_CREATE))
                .anySatisfy(image -> assertThat(
                                image.getImage().getImageRegistryConfig().getSecretId())
                        .isEqualTo("st-login"));
    }

    @Test
    void aRunningSandboxIsSpokenToAndChanged() {
        var it = Map.<String, Object>of(ModalConstants.SANDBOX, "sb-1");
        server.on(
                ModalApi.SANDBOX_GET_TASK_ID_V2,
                question ->
                        SandboxGetTaskIdResponse.newBuilder().setTaskId("ta-1").build());
        server.on(
                ModalApi.SANDBOX_GET_COMMAND_ROUTER_ACCESS,
                question -> SandboxGetCommandRouterAccessResponse.newBuilder()
                        .setUrl("https://127.0.0.1:" + server.uri().getPort())
                        .setJwt("key-of-a-router")
                        .build());
        server.on(RouterApi.TASK_SET_NETWORK_ACCESS, question -> TaskSetNetworkAccessResponse.getDefaultInstance());
        server.on(
                ModalApi.SANDBOX_CREATE_CONNECT_TOKEN_V2,
                question -> SandboxCreateConnectTokenResponse.newBuilder()
                        .setUrl("https://box.example:" + question.getPort())
                        .setToken("token-of-a-box")
                        .build());

        var connection = routes.send("modal:sandbox?action=connect&port=8080", null, it);
        assertThat(connection.getMessage().getBody(Sandboxes.Connection.class).url())
                .endsWith(":8080");
        assertThat(connection.getMessage().getBody()).asString().doesNotContain("token-of-a-box");
        assertThat(routes.send("modal:sandbox?action=connect", null, it).getException())
                .hasMessageContaining("connect needs the option port");

        routes.send("modal:sandbox?action=network&networkBlockAll=true", null, it);
        assertThat(last(server.received(RouterApi.TASK_SET_NETWORK_ACCESS))
                        .getNetworkAccess()
                        .getNetworkAccessType())
                .isEqualTo(NetworkAccessType.BLOCKED);
        assertThat(routes.send("modal:sandbox?action=poll", null, Map.of()).getException())
                .hasMessageStartingWith("[MODAL-004] there is no sandbox");
    }

    @Test
    void aFunctionGetsAsManyContainersAsTheOptionsSay() {
        server.on(
                ModalApi.FUNCTION_UPDATE_SCHEDULING_PARAMS,
                question -> FunctionUpdateSchedulingParamsResponse.newBuilder()
                        .setCurrentSettings(question.getSettings())
                        .build());
        assertThat(routes.ask("modal:scale/app/echo?minContainers=1&maxContainers=5&scaledownWindow=2m", null))
                .isEqualTo(new Scaling(1, 5, null, Duration.ofMinutes(2)));
    }

    @Test
    void wrongEndpointsAreRefusedAtTheStart() {
        refused("modal:sing/x", "MODAL-001");
        refused("modal:call/app", "modal:call/app/function");
        refused("modal:call/app/f?tokenSecret=", "MODAL-003");
        refused("modal:queue?action=get", "needs a name");
        refused("modal:call/app/f?serverUrl=ftp://x", "no address that HTTP can reach");
        refused("modal:run/cobol", "needs one of the languages python, javascript and typescript");
        refused("modal:run/python?timeout=0", "a command needs a limit");
        refused("modal:stats/app", "needs the app and the function");
        refused("modal:files/eat", "does one of upload, download, list, info, folder, delete");
        refused("modal:web", "needs an address in url");
        refused("modal:web?url=http://127.0.0.1&proxyKey=wk-1", "only one is set");
        refused("modal:exec?ports=x", "'x' in ports is no port");
    }

    private static void refused(String uri, String words) {
        assertThatThrownBy(() -> routes.send(uri, null, Map.of())).hasStackTraceContaining(words);
    }

    @Test
    void aFileThatIsNotWholeWhenTheRouteStopsIsRemoved(@TempDir Path folder) throws Exception {
        try (var others = new ScriptedWorkspace();
                var stopped = Routes.start(others.url())) {
            var asked = new CountDownLatch(1);
            others.server()
                    .on(
                            ModalApi.VOLUME_GET_OR_CREATE,
                            question -> VolumeGetOrCreateResponse.newBuilder()
                                    .setVolumeId("vo-1")
                                    .build())
                    .script(ModalApi.VOLUME_GET_FILE2, (question, reply) -> asked.countDown());
            var file = folder.resolve("file");
            var answer = stopped.begin("modal:volume/data?action=read&path=/x&toFile=" + file, null, Map.of());
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(folder).isNotEmptyDirectory();

            stopped.close();
            assertThat(answer.get(20, TimeUnit.SECONDS).getException()).isNotNull();
            await().untilAsserted(() -> assertThat(folder).isEmptyDirectory());
        }
    }
}
