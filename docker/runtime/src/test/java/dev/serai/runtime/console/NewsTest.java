package dev.serai.runtime.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** News as open pages hear them. */
@Timeout(60)
class NewsTest {

    static Socket listen(Serving serving) throws IOException {
        int before = serving.console().news().readers();
        var socket = new Socket("127.0.0.1", serving.port());
        socket.getOutputStream().write("GET /api/events HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        await().until(() -> serving.console().news().readers() > before);
        return socket;
    }

    /** The data of so many events. */
    private static List<String> read(Socket socket, int count) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        var data = new ArrayList<String>();
        while (data.size() < count) {
            var line = lines.readLine();
            if (line.startsWith("data: ")) {
                data.add(line.substring(6));
            }
        }
        return data;
    }

    /** The first event that holds a word. */
    static String read(Socket socket, String word) throws IOException {
        while (true) {
            var data = read(socket, 1).get(0);
            if (data.contains(word)) {
                return data;
            }
        }
    }

    @Test
    void whatHappensOftenIsToldOnce() throws Exception {
        try (var serving = Serving.start();
                var page = listen(serving)) {
            var news = serving.console().news();
            for (int i = 0; i < 1_000; i++) {
                news.publish("run", "a");
            }
            news.publish("task", "b");
            assertThat(read(page, 2))
                    .containsExactly("{\"kind\":\"run\",\"id\":\"a\"}", "{\"kind\":\"task\",\"id\":\"b\"}");
        }
    }

    @Test
    void everyPageHearsIt() throws Exception {
        try (var serving = Serving.start();
                var one = listen(serving);
                var other = listen(serving)) {
            serving.console().news().publish("workflow", "a");
            assertThat(read(one, 1)).isEqualTo(read(other, 1));
        }
    }

    @Test
    void aPageThatLeavesIsForgotten() throws Exception {
        try (var serving = Serving.start();
                var page = listen(serving)) {
            page.close();
            await().until(() -> serving.console().news().readers() == 0);
        }
    }

    @Test
    void aPageThatDoesNotReadIsCutOffAndTheOthersGoOn() throws Exception {
        try (var serving = Serving.start();
                var slow = listen(serving);
                var quick = listen(serving)) {
            var news = serving.console().news();
            var reader = new Thread(() -> {
                try {
                    quick.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
                } catch (IOException e) {
                    // the test is over
                }
            });
            reader.setDaemon(true);
            reader.start();
            await().until(() -> {
                for (int i = 0; i < 2_000; i++) {
                    news.publish("run", "x".repeat(500) + i);
                }
                return news.readers() == 1;
            });
            assertThat(slow.isClosed()).isFalse();
        }
    }

    @Test
    void pagesAreLimited() throws Exception {
        try (var serving = Serving.start()) {
            var pages = new ArrayList<Socket>();
            for (int i = 0; i < News.MOST_READERS; i++) {
                pages.add(listen(serving));
            }
            var refused = serving.get("/api/events");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("CONSOLE-007");
            for (var page : pages) {
                page.close();
            }
        }
    }
}
