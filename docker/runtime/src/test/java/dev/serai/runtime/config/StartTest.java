package dev.serai.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.serai.runtime.Running;
import dev.serai.runtime.model.ModelRoute;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class StartTest {

    @TempDir
    private Path folder;

    private static AbstractThrowableAssert<?, ?> refusal(Map<String, String> variables) {
        return assertThatThrownBy(() -> Running.start(variables).close());
    }

    @Test
    void aSecretOfAFileLosesOneLineEndAndIsSeenByRoutes() throws Exception {
        var file = Files.writeString(folder.resolve("key"), " top secret \n\n");
        try (var running = Running.start(Map.of("SERAI_GATEWAY_KEY_FILE", file.toString()))) {
            var camel = running.runtime().camel();
            assertThat(camel.resolvePropertyPlaceholders("{{serai.gateway-key}}"))
                    .isEqualTo(" top secret \n");
        }
    }

    @Test
    void variablesAndTheMountedFileAreSeenByRoutes() throws Exception {
        var file =
                Files.writeString(folder.resolve("application.yaml"), "shop:\n  name: Alder\nserai:\n  hosts: a,b\n");
        try (var running = Running.start(Map.of("SERAI_CONFIG", file.toString(), "SHOP_STREET", "Alder Street"))) {
            var camel = running.runtime().camel();
            assertThat(camel.resolvePropertyPlaceholders("{{shop.name}}, {{shop.street}}"))
                    .isEqualTo("Alder, Alder Street");
            assertThat(running.runtime().application().getBean(Settings.class).hosts())
                    .containsExactly("a", "b");
        }
    }

    @Test
    void thereIsOneDatabaseInTheDataFolder() throws Exception {
        try (var running = Running.start(Map.of())) {
            var sources = running.runtime().camel().getRegistry().findByTypeWithName(DataSource.class);
            assertThat(sources).containsOnlyKeys("serai");
            try (var connection = sources.get("serai").getConnection()) {
                assertThat(connection.getMetaData().getURL())
                        .contains("serai-runtime")
                        .endsWith("/serai");
            }
        }
    }

    @Test
    void vectorsAndWhatWorkflowsRememberAreInTheDataFolderToo() throws Exception {
        try (var running = Running.start(Map.of())) {
            var camel = running.runtime().camel();
            var data = camel.resolvePropertyPlaceholders("{{serai.data}}");
            assertThat(camel.resolvePropertyPlaceholders("{{camel.component.vector.directory}}"))
                    .isEqualTo(data + "/vectors");
            assertThat(camel.resolvePropertyPlaceholders("{{serai.items.state}}"))
                    .isEqualTo(data + "/items");
        }
    }

    @Test
    void aMissingSecretNamesTheVariableAndNotTheValue() {
        refusal(Map.of("SERAI_ADMIN_PASSWORD_FILE", "/no/such/hidden"))
                .hasMessageContaining("RUNTIME-003")
                .hasMessageContaining("SERAI_ADMIN_PASSWORD_FILE")
                .hasMessageNotContaining("hidden");
    }

    @Test
    void aMissingConfigurationIsTold() {
        refusal(Map.of("SERAI_CONFIG", "/no/such.yaml")).hasMessageContaining("SERAI_CONFIG");
    }

    @Test
    void aVariableAndItsFileContradictEachOther() {
        refusal(Map.of("SERAI_SQL_PASSWORD", "a", "SERAI_SQL_PASSWORD_FILE", "b"))
                .hasMessageContaining("both SERAI_SQL_PASSWORD and SERAI_SQL_PASSWORD_FILE");
    }

    @ParameterizedTest
    @CsvSource({
        "SERAI_PUBLC_URL, SERAI_PUBLIC_URL",
        "SERAI_ADMIN_PASWORD, SERAI_ADMIN_PASSWORD",
        "SERAI_HTTP_THREAD, SERAI_HTTP_THREADS",
        "SERAI_ROUTE, SERAI_ROUTES"
    })
    void anUnknownSettingNamesTheNearest(String wrong, String right) {
        refusal(Map.of(wrong, "x")).hasMessageContaining("RUNTIME-002").hasMessageContaining(right + ".");
    }

    @ParameterizedTest
    @CsvSource({
        "SERAI_ENVIRONMENT, secret",
        "SERAI_PORT, 70000",
        "SERAI_PUBLIC_URL, example.org",
        "SERAI_STOP_TIMEOUT, soon",
        "SERAI_HTTP_THREADS, 0",
        "SERAI_HTTP_WHEN_CLIENT_LEAVES, run",
        "SERAI_SQL_URL, jdbc:oracle:x",
        "SERAI_LOG_LEVEL, loud"
    })
    void aBadValueIsRefused(String name, String value) {
        refusal(Map.of(name, value)).hasMessageContaining("RUNTIME-001");
    }

    @ParameterizedTest
    @CsvSource({"SERAI_ADMIN_PASSWORD, correct horse battery", "SERAI_OIDC_ISSUER, https://login.example.org"})
    void whatPrivateNeverAsksForIsRefused(String name, String value) {
        refusal(Map.of(name, value))
                .hasMessageContaining("RUNTIME-001")
                .hasMessageContaining(name)
                .hasMessageContaining("SERAI_ENVIRONMENT to public")
                .hasMessageNotContaining("horse");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, false",
        "127.1.2.3, false",
        "::1, false",
        "localhost, false",
        "0.0.0.0, true",
        "10.1.2.3, true"
    })
    void privateKnowsWhetherOthersReachIt(String address, boolean open) {
        assertThat(Settings.of(Map.of("serai.address", address)::get).isOpenToOthers())
                .isEqualTo(open);
    }

    @Test
    void whatOnlyAVariableCanSayIsRefusedInTheFile() throws Exception {
        var file = Files.writeString(folder.resolve("application.yaml"), "serai:\n  log-level: debug\n");
        refusal(Map.of("SERAI_CONFIG", file.toString()))
                .hasMessageContaining("serai.log-level")
                .hasMessageContaining("Set SERAI_LOG_LEVEL instead.");
    }

    @Test
    void whatKubernetesTellsOfServicesCalledSeraiIsNoSetting() throws Exception {
        try (var running = Running.start(Map.of(
                "SERAI_PORT", "tcp://10.0.0.1:8080",
                "SERAI_PORT_8080_TCP", "tcp://10.0.0.1:8080",
                "SERAI_PORT_8080_TCP_ADDR", "10.0.0.1",
                "SERAI_SERVICE_HOST", "10.0.0.1",
                "SERAI_SERVICE_PORT_HTTP", "8080",
                "SERAI_HTTP_PORT", "tcp://10.0.0.2:80",
                "SERAI_HTTP_SERVICE_HOST", "10.0.0.2",
                // Else the default port would be taken.
                "SPRING_APPLICATION_JSON", "{\"serai\": {\"port\": 0}}"))) {
            assertThat(running.get("/health/live").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void anEmptyModelIsTheDefault() throws Exception {
        try (var running = Running.start(Map.of("SERAI_MODEL", ""))) {
            assertThat(running.runtime().camel().resolvePropertyPlaceholders("{{serai.model}}"))
                    .isEqualTo(ModelRoute.URI);
        }
    }

    @Test
    void aShortTimeToStopIsSomeTime() throws Exception {
        try (var running = Running.start(Map.of("SERAI_STOP_TIMEOUT", "0.5s"))) {
            assertThat(running.runtime().camel().getShutdownStrategy().getTimeout())
                    .isEqualTo(1);
        }
    }

    @Test
    void thereAreMoreConnectionsThanTheStoreTakes() throws Exception {
        try (var running = Running.start(Map.of("SERAI_SQL_CONNECTIONS", "20"))) {
            var source = running.runtime().camel().getRegistry().findSingleByType(HikariDataSource.class);
            assertThat(source.getMaximumPoolSize()).isGreaterThan(20);
        }
    }

    @Test
    void publicNeedsCredentials() {
        refusal(Map.of("SERAI_ENVIRONMENT", "public"))
                .hasMessageContaining("RUNTIME-004")
                .hasMessageContaining("SERAI_ADMIN_PASSWORD");
    }

    @Test
    void aShortPasswordIsRefusedWithoutBeingShown() {
        refusal(Map.of("SERAI_ENVIRONMENT", "public", "SERAI_ADMIN_PASSWORD", "s3cret"))
                .hasMessageContaining("12 characters")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aTakenPortIsTold() throws Exception {
        try (var socket = new ServerSocket(0)) {
            refusal(Map.of("SERAI_PORT", String.valueOf(socket.getLocalPort()), "SERAI_ADDRESS", "0.0.0.0"))
                    .rootCause()
                    .hasMessageContaining("RUNTIME-005");
        }
    }
}
