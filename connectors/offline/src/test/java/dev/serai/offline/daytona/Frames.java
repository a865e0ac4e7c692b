package dev.serai.offline.daytona;

import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What came by a WebSocket. */
final class Frames {
    static final int BROKEN = 1006;

    private static final WebSocketClient CLIENT = Vertx.vertx(
                    new VertxOptions().setEventLoopPoolSize(1).setUseDaemonThread(true))
            .createWebSocketClient(new WebSocketClientOptions()
                    .setMaxConnections(100)
                    .setMaxFrameSize(4 << 20)
                    .setMaxMessageSize(4 << 20));

    private final List<String> texts = new ArrayList<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ClientWebSocket socket;
    private int code;
    private String reason;

    /** Connects by Vert.x: Java's own client at times misses the end of a connection that ends as soon as it has begun. */
    Frames(WebSocketConnectOptions where) {
        socket = CLIENT.webSocket()
                .textMessageHandler(this::text)
                .binaryMessageHandler(this::binary)
                .exceptionHandler(failure -> {});
        socket.closeHandler(nothing -> closed(socket.closeStatusCode(), socket.closeReason()));
        socket.connect(where).toCompletionStage().toCompletableFuture().join();
    }

    void send(String message) {
        socket.writeTextMessage(message);
    }

    void sendBytes(String message) {
        socket.writeBinaryMessage(Buffer.buffer(message));
    }

    synchronized List<String> texts() {
        return List.copyOf(texts);
    }

    synchronized String bytes() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** The code with which it was closed, or 0. */
    synchronized int code() {
        return code;
    }

    synchronized String reason() {
        return reason;
    }

    Frames awaitClose() {
        await().atMost(Client.LONG).until(() -> code() != 0);
        return this;
    }

    Frames awaitBytes(String part) {
        await().atMost(Client.LONG).until(() -> bytes().contains(part));
        return this;
    }

    private synchronized void text(String message) {
        texts.add(message);
    }

    private synchronized void binary(Buffer message) {
        bytes.writeBytes(message.getBytes());
    }

    private synchronized void closed(Short closeCode, String closeReason) {
        code = closeCode == null ? BROKEN : closeCode;
        reason = closeReason;
    }
}
