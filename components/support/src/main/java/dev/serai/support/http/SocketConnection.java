package dev.serai.support.http;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** One WebSocket of the JDK with the port's limits around it. */
final class SocketConnection implements SocketLink, WebSocket.Listener {

    private static final int MOST_REASON_BYTES = 123;

    /** What the JDK reports when the connection has just ended; no server sends it. */
    private static final int NO_CLOSE_FRAME = 1006;

    private final HttpPort port;
    private final SocketCall call;
    private final Runnable landed;
    private final SocketListener listener;
    private final SocketInbox inbox;
    private final SocketOutbox outbox;
    private final SocketWatch watch;
    private final AtomicLong demand = new AtomicLong();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile WebSocket socket;

    SocketConnection(HttpPort port, SocketCall call, SocketListener listener, Runnable landed) {
        this.port = port;
        this.call = call;
        this.listener = listener;
        this.landed = landed;
        inbox = new SocketInbox(call);
        outbox = new SocketOutbox(call, this::unsent);
        watch = new SocketWatch(port, call, outbox, () -> demand.get() > 0, this::fail);
    }

    void use(WebSocket opened) {
        socket = opened;
    }

    void watch() {
        watch.start();
    }

    @Override
    public void onOpen(WebSocket opened) {
        // the default would ask for a first message that nobody wants yet
    }

    @Override
    public void request(long messages) {
        if (messages < 1) {
            throw new IllegalArgumentException("at least one message is asked for");
        }
        if (demand.getAndUpdate(asked -> asked + messages < 0 ? Long.MAX_VALUE : asked + messages) == 0) {
            watch.activity();
        }
        socket.request(messages);
    }

    @Override
    public CompletableFuture<Void> send(String text) {
        return outbox.add(SocketInbox.utf8Length(text), () -> socket.sendText(text, true));
    }

    @Override
    public CompletableFuture<Void> send(byte[] binary) {
        return outbox.add(binary.length, () -> socket.sendBinary(ByteBuffer.wrap(binary), true));
    }

    @Override
    public CompletableFuture<Void> ping() {
        return outbox.add(0, () -> {
            // before it leaves, since the answer may be there before the sending is told done
            watch.pinged();
            return socket.sendPing(ByteBuffer.allocate(0));
        });
    }

    /** Behind a close nothing leaves any more, and the server's answer to it is still to come. */
    private void unsent(HttpFault fault) {
        if (!closing.get()) {
            fail(fault);
        }
    }

    @Override
    public void close(int code, String reason) {
        if (code != WebSocket.NORMAL_CLOSURE && (code < 3000 || code > 4999)) {
            throw new IllegalArgumentException("a WebSocket isn't closed with the code " + code);
        }
        if (reason.getBytes(StandardCharsets.UTF_8).length > MOST_REASON_BYTES) {
            throw new IllegalArgumentException("the reason for a close is longer than " + MOST_REASON_BYTES + " bytes");
        }
        if (over.get() || !closing.compareAndSet(false, true)) {
            return;
        }
        watch.closing();
        outbox.add(0, () -> socket.sendClose(code, reason)).whenComplete((sent, failure) -> {
            if (failure != null) {
                fail(SocketFaults.broken(call, failure));
            } else {
                // the server's own close comes as one more message
                socket.request(1);
            }
        });
    }

    @Override
    public void abort() {
        fail(SocketFaults.cancelled(call, "it was ended here"));
    }

    @Override
    public boolean isOpen() {
        return !over.get() && !closing.get();
    }

    @Override
    public String protocol() {
        return socket.getSubprotocol();
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        try {
            var message = inbox.text(part, last);
            if (took(message != null)) {
                listener.text(message);
            }
        } catch (HttpFault fault) {
            fail(fault);
        }
        return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer part, boolean last) {
        try {
            var message = inbox.binary(part, last);
            if (took(message != null)) {
                listener.binary(message);
            }
        } catch (HttpFault fault) {
            fail(fault);
        }
        return null;
    }

    /** Whether a whole message is there that the listener wants. */
    private boolean took(boolean whole) {
        if (over.get()) {
            return false;
        }
        watch.activity();
        if (!whole || closing.get()) {
            // this wasn't the message that was asked for
            socket.request(1);
            return false;
        }
        demand.decrementAndGet();
        return true;
    }

    @Override
    public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
        took(false);
        return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
        watch.ponged();
        took(false);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        if (code == NO_CLOSE_FRAME) {
            fail(SocketFaults.cut(call));
        } else if (end(SocketFaults.cancelled(call, "it is closed"))) {
            listener.closed(code, reason);
        }
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        fail(SocketFaults.broken(call, error));
    }

    void fail(HttpFault fault) {
        if (end(fault)) {
            socket.abort();
            // whoever calls this may hold a lock that the listener needs
            port.work(() -> listener.failed(fault));
        }
    }

    private boolean end(HttpFault fault) {
        if (!over.compareAndSet(false, true)) {
            return false;
        }
        watch.stop();
        landed.run();
        outbox.end(fault);
        return true;
    }
}
