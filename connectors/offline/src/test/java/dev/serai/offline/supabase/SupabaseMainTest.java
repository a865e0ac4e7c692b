package dev.serai.offline.supabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupabaseMainTest {
    @TempDir
    Path folder;

    @Test
    void scriptsAreRunInTheirOrder() throws IOException {
        var first = Files.writeString(folder.resolve("a.sql"), "create table numbers(n int)");
        var second = Files.writeString(folder.resolve("b.sql"), "; insert into numbers select generate_series(1, 9)");
        try (var server = SupabaseMain.start("--sql", first.toString(), "--sql", second.toString())) {
            assertThat(server.rows("select count(*) as n from numbers")).hasToString("[{\"n\":9}]");
        }
    }

    @Test
    void limitsHold() throws IOException {
        var script =
                Files.writeString(folder.resolve("a.sql"), "create table numbers as select generate_series(1, 9) as n");
        try (var server = SupabaseMain.start("--sql", script.toString(), "--max-rows", "2", "--file-size-limit", "3")) {
            var api = new Api(server.baseUrl(), server.serviceKey());
            assertThat(Api.json(api.get("/rest/v1/numbers"))).hasSize(2);
            api.post("/storage/v1/bucket", "{\"name\":\"b\"}", "content-type", "application/json");
            assertThat(api.post("/storage/v1/object/b/a.txt", "123").statusCode())
                    .isEqualTo(200);
            assertThat(api.post("/storage/v1/object/b/b.txt", "1234").body()).contains("EntityTooLarge");
        }
    }

    @Test
    void addressesCanNeedToBeConfirmed() {
        try (var server = SupabaseMain.start("--confirm-addresses")) {
            var answer = new Api(server.baseUrl(), server.anonKey())
                    .post(
                            "/auth/v1/signup",
                            "{\"email\":\"a@example.org\",\"password\":\"long-enough\"}",
                            "content-type",
                            "application/json");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(Api.json(answer).has("access_token")).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--pord 1 | unknown option --pord",
                "--port | --port needs a value",
                "--port x | --port x is not a number from 0 to 65535",
                "--port 65536 | --port 65536 is not a number from 0 to 65535",
                "--max-rows -1 | --max-rows -1 is not a number",
                "--sql missing.sql | --sql missing.sql cannot be read",
                "--host 192.0.2.1 | 192.0.2.1 is not a loopback address; add --allow-foreign-hosts"
            })
    void flagsThatAreWrongAreNamed(String flags, String message) {
        assertThatThrownBy(() -> SupabaseMain.start(flags.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void otherAddressesNeedTheirFlag() {
        try (var server = SupabaseMain.start("--host", "0.0.0.0", "--allow-foreign-hosts")) {
            assertThat(server.baseUrl()).startsWith("http://0.0.0.0:");
        }
    }

    @Test
    void aScriptThatFailsEndsTheStandIn() throws IOException {
        var script = Files.writeString(folder.resolve("a.sql"), "create table t(n nothing)");
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThatThrownBy(() -> SupabaseMain.start("--port", "" + port, "--sql", script.toString()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("type \"nothing\" does not exist");
        try (var again = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(again.getLocalPort()).isEqualTo(port);
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> SupabaseMain.start("--port", "" + taken.getLocalPort()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("cannot listen on 127.0.0.1:" + taken.getLocalPort());
        }
    }
}
