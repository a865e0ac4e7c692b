package dev.serai.support.http;

import java.time.Duration;
import java.util.Objects;

/**
 * How long and how much a WebSocket may take. A zero or negative duration means no limit.
 *
 * @param connect    until the WebSocket is open, from the first packet to the server's consent
 * @param idle       between two frames of the server; it doesn't run while no message is asked for
 * @param pong       of the server's silence after a ping; like idle, it doesn't run while no message is asked for
 * @param send       until a message has left for the network
 * @param closing    until the server has answered a close
 * @param maxMessage the size of one incoming message in bytes
 * @param maxQueued  how many bytes may wait to be sent
 */
public record SocketLimits(
        Duration connect,
        Duration idle,
        Duration pong,
        Duration send,
        Duration closing,
        long maxMessage,
        long maxQueued) {

    public static final SocketLimits DEFAULTS = new SocketLimits(
            Duration.ofSeconds(10),
            Duration.ZERO,
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5),
            16L << 20,
            16L << 20);

    public SocketLimits {
        Objects.requireNonNull(connect, "connect");
        Objects.requireNonNull(idle, "idle");
        Objects.requireNonNull(pong, "pong");
        Objects.requireNonNull(send, "send");
        Objects.requireNonNull(closing, "closing");
        if (maxMessage < 1 || maxQueued < 1) {
            throw new IllegalArgumentException("a WebSocket's limits in bytes are at least 1");
        }
    }

    public SocketLimits withConnect(Duration limit) {
        return new SocketLimits(limit, idle, pong, send, closing, maxMessage, maxQueued);
    }

    public SocketLimits withIdle(Duration limit) {
        return new SocketLimits(connect, limit, pong, send, closing, maxMessage, maxQueued);
    }

    public SocketLimits withPong(Duration limit) {
        return new SocketLimits(connect, idle, limit, send, closing, maxMessage, maxQueued);
    }

    public SocketLimits withSend(Duration limit) {
        return new SocketLimits(connect, idle, pong, limit, closing, maxMessage, maxQueued);
    }

    public SocketLimits withClosing(Duration limit) {
        return new SocketLimits(connect, idle, pong, send, limit, maxMessage, maxQueued);
    }

    public SocketLimits withMaxMessage(long bytes) {
        return new SocketLimits(connect, idle, pong, send, closing, bytes, maxQueued);
    }

    public SocketLimits withMaxQueued(long bytes) {
        return new SocketLimits(connect, idle, pong, send, closing, maxMessage, bytes);
    }
}
