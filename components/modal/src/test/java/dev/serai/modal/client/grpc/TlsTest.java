package dev.serai.modal.client.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.modal.client.Clients;
import dev.serai.modal.client.ScriptedModal;
import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.plane.ModalApi;
import dev.serai.modal.proto.QueueLenRequest;
import dev.serai.modal.proto.QueueLenResponse;
import dev.serai.support.http.EgressPolicy;
import dev.serai.support.http.HttpPort;
import io.vertx.core.net.PfxOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {

    private static final String PASSWORD = "for-a-test";

    @TempDir
    static Path folder;

    @BeforeAll
    static void certificates() throws Exception {
        certificate("right", "ip:127.0.0.1");
        certificate("other", "dns:other.example.org");
    }

    private static void certificate(String name, String place) throws Exception {
        var tool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=" + place,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store(name),
                        "-storepass",
                        PASSWORD)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile())
                .start();
        assertThat(tool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(tool.exitValue()).isZero();
    }

    private static String store(String name) {
        return folder.resolve(name + ".p12").toString();
    }

    private static ScriptedModal server(String name) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        try (var file = Files.newInputStream(Path.of(store(name)))) {
            store.load(file, PASSWORD.toCharArray());
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        return new ScriptedModal(keys)
                .on(
                        ModalApi.QUEUE_LEN,
                        question -> QueueLenResponse.newBuilder().setLen(7).build());
    }

    private static CompletableFuture<QueueLenResponse> call(ScriptedModal server, GrpcNetwork network) {
        return network.unary(
                server.uri(),
                ModalApi.QUEUE_LEN,
                QueueLenRequest.getDefaultInstance(),
                Map.of(),
                Duration.ofSeconds(20));
    }

    private static GrpcNetwork network(HttpPort http, String trusted) {
        return new GrpcNetwork(
                EgressPolicy.local(),
                http.executor(),
                Duration.ofSeconds(5),
                1 << 20,
                trusted == null
                        ? null
                        : new PfxOptions().setPath(store(trusted)).setPassword(PASSWORD));
    }

    @Test
    void aServerWhoseCertificateIsTrustedIsSpokenTo() throws Exception {
        try (var server = server("right");
                var http = HttpPort.builder().build();
                var network = network(http, "right")) {
            assertThat(Clients.get(call(server, network)).getLen()).isEqualTo(7);
        }
    }

    @Test
    void aServerThatNobodyVouchesForIsRefused() throws Exception {
        try (var server = server("right");
                var http = HttpPort.builder().build();
                var network = network(http, null)) {
            var failure = Clients.failure(call(server, network));

            assertThat(failure.error()).isEqualTo(ModalError.UNREACHABLE);
            assertThat(failure).hasMessageContaining("TLS fails");
            assertThat(server.received()).isEmpty();
        }
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() throws Exception {
        try (var server = server("other");
                var http = HttpPort.builder().build();
                var network = network(http, "other")) {
            assertThat(Clients.failure(call(server, network))).hasMessageContaining("TLS fails");
            assertThat(server.received()).isEmpty();
        }
    }
}
