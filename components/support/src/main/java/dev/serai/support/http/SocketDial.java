package dev.serai.support.http;

import java.io.IOException;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens one WebSocket. */
final class SocketDial {

    private static final Logger LOG = LoggerFactory.getLogger(HttpPort.class);

    private final HttpPort port;
    private final SocketCall call;
    private final SocketConnection connection;
    private final CallFuture<SocketLink> result = new CallFuture<>(this::abandoned);

    SocketDial(HttpPort port, SocketCall call, SocketListener listener) {
        this.port = port;
        this.call = call;
        this.connection = new SocketConnection(port, call, listener, () -> port.landed(this));
    }

    CompletableFuture<SocketLink> result() {
        return result;
    }

    CompletableFuture<SocketLink> start() {
        if (port.egress().needsResolution(call.handshake().uri())) {
            port.work(this::dial);
        } else {
            dial();
        }
        return result;
    }

    private void dial() {
        try {
            port.egress().check(call.handshake().uri());
            LOG.debug("opening {}", call.target());
            builder().buildAsync(call.webSocketUri(), connection).whenComplete((socket, failure) -> {
                if (socket != null && result.isDone()) {
                    socket.abort();
                } else {
                    // the JDK completes this on a thread of its own making
                    port.work(() -> dialled(socket, failure));
                }
            });
        } catch (IOException | RuntimeException e) {
            fail(SocketFaults.opening(call, e));
        }
    }

    private WebSocket.Builder builder() {
        var handshake = call.handshake();
        var builder = port.clientFor(handshake.limits()).newWebSocketBuilder();
        handshake.headers().forEach(builder::header);
        if (!handshake.headers().containsKey("User-Agent")) {
            builder.header("User-Agent", port.userAgent());
        }
        if (HttpLimits.nanos(call.limits().connect()) > 0) {
            builder.connectTimeout(call.limits().connect());
        }
        var protocols = call.protocols();
        if (!protocols.isEmpty()) {
            var others = protocols.subList(1, protocols.size()).toArray(String[]::new);
            builder.subprotocols(protocols.get(0), others);
        }
        return builder;
    }

    private void dialled(WebSocket socket, Throwable failure) {
        if (failure != null) {
            fail(SocketFaults.opening(call, failure));
            return;
        }
        connection.use(socket);
        if (result.deliver(connection)) {
            connection.watch();
        } else {
            socket.abort();
        }
    }

    private void abandoned() {
        end("the caller cancelled it");
    }

    /** Ends the WebSocket, or the attempt to open it. */
    void end(String reason) {
        var fault = SocketFaults.cancelled(call, reason);
        if (opened(result)) {
            connection.fail(fault);
        } else {
            fail(fault);
        }
    }

    private static boolean opened(CompletableFuture<?> result) {
        return result.isDone() && !result.isCompletedExceptionally();
    }

    private void fail(IOException failure) {
        LOG.debug("{}", failure.getMessage());
        port.landed(this);
        result.fail(failure);
    }
}
