package dev.serai.support.http;

import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down what a WebSocket says. */
final class SocketEar implements SocketListener {

    final List<String> heard = new CopyOnWriteArrayList<>();
    final List<String> threads = new CopyOnWriteArrayList<>();
    final List<HttpFault> faults = new CopyOnWriteArrayList<>();
    final List<String> closes = new CopyOnWriteArrayList<>();

    @Override
    public void text(String message) {
        threads.add(Thread.currentThread().getName());
        heard.add(message);
    }

    @Override
    public void binary(byte[] message) {
        heard.add("bytes " + new String(message, StandardCharsets.UTF_8));
    }

    @Override
    public void closed(int code, String reason) {
        closes.add(code + " " + reason);
    }

    @Override
    public void failed(HttpFault fault) {
        faults.add(fault);
    }

    HttpFault fault() {
        await().atMost(Duration.ofSeconds(10)).until(() -> !faults.isEmpty());
        return faults.get(0);
    }

    void hears(int messages) {
        await().atMost(Duration.ofSeconds(10)).until(() -> heard.size() == messages);
    }

    String close() {
        await().atMost(Duration.ofSeconds(10)).until(() -> !closes.isEmpty());
        return closes.get(0);
    }
}
