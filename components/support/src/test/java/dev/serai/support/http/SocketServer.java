package dev.serai.support.http;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A WebSocket server that says, frame by frame, what a test tells it to. Each connection is one run of the script. */
final class SocketServer implements AutoCloseable {

    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    @FunctionalInterface
    interface Script {
        void run(Peer peer) throws Exception;
    }

    record Frame(int kind, byte[] payload) {
        String text() {
            return new String(payload, StandardCharsets.UTF_8);
        }
    }

    final List<String> heads = new CopyOnWriteArrayList<>();
    /** Connections on which the client's end was seen closed or reset, or whose script failed otherwise. */
    final AtomicInteger ended = new AtomicInteger();

    final AtomicInteger connections = new AtomicInteger();

    private final ServerSocket server = new ServerSocket(0, 1000, InetAddress.getByName("127.0.0.1"));
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    SocketServer(Script script) throws IOException {
        daemon(() -> accept(script));
    }

    URI uri(String path) {
        return URI.create("ws://127.0.0.1:" + server.getLocalPort() + path);
    }

    private void accept(Script script) {
        try {
            while (true) {
                var accepted = server.accept();
                open.add(accepted);
                connections.incrementAndGet();
                daemon(() -> serve(script, accepted));
            }
        } catch (IOException e) {
            return;
        }
    }

    private void serve(Script script, Socket accepted) {
        try (accepted) {
            script.run(new Peer(accepted));
        } catch (Exception e) {
            ended.incrementAndGet();
        }
    }

    private static void daemon(Runnable task) {
        var thread = new Thread(task, "socket-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var accepted : open) {
            accepted.close();
        }
    }

    final class Peer {
        private final Socket connection;
        private final DataInputStream in;

        Peer(Socket connection) throws IOException {
            this.connection = connection;
            this.in = new DataInputStream(connection.getInputStream());
        }

        String head() throws IOException {
            var head = new StringBuilder();
            while (!head.toString().endsWith("\r\n\r\n")) {
                head.append((char) in.readUnsignedByte());
            }
            heads.add(head.toString());
            return head.toString();
        }

        Peer consent(String... headers) throws IOException, NoSuchAlgorithmException {
            var key = head().lines()
                    .filter(line -> line.toLowerCase().startsWith("sec-websocket-key:"))
                    .map(line -> line.substring(18).strip())
                    .findFirst()
                    .orElseThrow();
            var sha1 = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
            var more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
            return raw(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                            + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(sha1) + "\r\n" + more
                            + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
        }

        Peer raw(byte[] bytes) throws IOException {
            connection.getOutputStream().write(bytes);
            connection.getOutputStream().flush();
            return this;
        }

        Peer text(String text) throws IOException {
            return frame(TEXT, true, text.getBytes(StandardCharsets.UTF_8));
        }

        Peer binary(byte[] bytes) throws IOException {
            return frame(BINARY, true, bytes);
        }

        Peer closing(int code, String reason) throws IOException {
            var payload = new ByteArrayOutputStream();
            payload.write(code >> 8);
            payload.write(code);
            payload.writeBytes(reason.getBytes(StandardCharsets.UTF_8));
            return frame(CLOSE, true, payload.toByteArray());
        }

        Peer frame(int kind, boolean last, byte[] payload) throws IOException {
            var frame = new ByteArrayOutputStream();
            frame.write((last ? 0x80 : 0) | kind);
            if (payload.length < 126) {
                frame.write(payload.length);
            } else if (payload.length < 1 << 16) {
                frame.write(126);
                frame.write(payload.length >> 8);
                frame.write(payload.length);
            } else {
                frame.write(127);
                for (var shift = 56; shift >= 0; shift -= 8) {
                    frame.write((int) ((long) payload.length >> shift));
                }
            }
            frame.writeBytes(payload);
            return raw(frame.toByteArray());
        }

        Frame read() throws IOException {
            var kind = in.readUnsignedByte() & 0x0f;
            long length = in.readUnsignedByte() & 0x7f;
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = in.readLong();
            }
            var mask = in.readNBytes(4);
            var payload = in.readNBytes((int) length);
            for (var i = 0; i < payload.length; i++) {
                payload[i] ^= mask[i % 4];
            }
            return new Frame(kind, payload);
        }

        /** Reads until the client hangs up, which throws. */
        void listen() throws IOException {
            while (true) {
                read();
            }
        }

        /** Says and reads nothing until the test is over. */
        void silence() throws IOException {
            synchronized (this) {
                while (!connection.isClosed()) {
                    try {
                        wait();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new IOException(e);
                    }
                }
            }
        }
    }
}
