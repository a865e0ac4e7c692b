package dev.serai.offline.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.junit.OllamaServerExtension;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForeignGuardTest {
    @RegisterExtension
    static OllamaServerExtension ollama = new OllamaServerExtension();

    @ParameterizedTest(name = "Host {0} gets {1}")
    @CsvSource({
        "localhost:1, 200",
        "127.0.0.1, 200",
        "box.local, 200",
        "evil.example, 403",
        "8.8.8.8, 403",
        "192.168.1.7:11434, 200"
    })
    void onlyHostsOfTheHouseAreAnswered(String host, int status) throws IOException {
        assertThat(statusOf("GET", host, null)).isEqualTo(status);
    }

    @ParameterizedTest(name = "{0} from Origin {1} gets {2}")
    @CsvSource({
        "GET, http://localhost:3000, 200",
        "GET, http://evil.example, 403",
        "OPTIONS, http://localhost:3000, 204",
        "OPTIONS, http://evil.example, 403",
        "GET, tauri://localhost, 200"
    })
    void onlyPagesOfTheHouseMayAsk(String method, String origin, int status) throws IOException {
        assertThat(statusOf(method, "localhost", origin)).isEqualTo(status);
    }

    private static int statusOf(String method, String host, String origin) throws IOException {
        try (var socket = new Socket("127.0.0.1", ollama.server().port())) {
            var request = method + " /api/version HTTP/1.1\r\nHost: " + host + "\r\n"
                    + (origin == null ? "" : "Origin: " + origin + "\r\n") + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return Integer.parseInt(reader.readLine().split(" ")[1]);
        }
    }
}
