package dev.serai.support.http;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that says, byte by byte, what a test tells it to. Each connection is one run of the script. */
final class RawServer implements AutoCloseable {

    static final String THREAD = "raw-server";

    @FunctionalInterface
    interface Script {
        void run(Peer peer) throws Exception;
    }

    /** One request as it came; the body without its framing. */
    record Request(String head, byte[] body) {
        String line() {
            return head.substring(0, head.indexOf("\r\n"));
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    final List<Request> requests = new CopyOnWriteArrayList<>();
    /** Connections on which the client's end was seen closed or reset. */
    final AtomicInteger hungUp = new AtomicInteger();

    final AtomicInteger connections = new AtomicInteger();

    private final ServerSocket socket;
    private final Queue<Socket> open = new ConcurrentLinkedQueue<>();

    private RawServer(Script script) throws IOException {
        socket = new ServerSocket(0, 4096, InetAddress.getByName("127.0.0.1"));
        daemon(() -> accept(script));
    }

    static RawServer running(Script script) throws IOException {
        return new RawServer(script);
    }

    /** Takes connections and neither reads nor answers, without a thread for each. */
    static RawServer silent() throws IOException {
        return new RawServer(null);
    }

    /** Answers each request of each connection with the same bytes. */
    static RawServer answering(String response) throws IOException {
        return running(peer -> {
            while (true) {
                peer.request();
                peer.send(response);
            }
        });
    }

    static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + path);
    }

    int port() {
        return socket.getLocalPort();
    }

    private void accept(Script script) {
        try {
            while (true) {
                var accepted = socket.accept();
                open.add(accepted);
                accepted.setTcpNoDelay(true);
                connections.incrementAndGet();
                if (script != null) {
                    daemon(() -> serve(script, accepted));
                }
            }
        } catch (IOException e) {
            return;
        }
    }

    private void serve(Script script, Socket accepted) {
        try (accepted) {
            script.run(new Peer(accepted));
        } catch (Exception e) {
            hungUp.incrementAndGet();
        }
    }

    private static void daemon(Runnable task) {
        var thread = new Thread(task, THREAD);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (var accepted : open) {
            accepted.close();
        }
    }

    /** The server's end of a connection. When the client hangs up, its methods throw. */
    final class Peer {
        private final Socket connection;
        private final InputStream in;

        Peer(Socket connection) throws IOException {
            this.connection = connection;
            this.in = connection.getInputStream();
        }

        Request request() throws IOException {
            var head = new StringBuilder();
            while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
                head.append((char) read());
            }
            var text = head.toString();
            var request = new Request(
                    text,
                    text.toLowerCase().contains("transfer-encoding: chunked") ? chunks() : in.readNBytes(length(text)));
            requests.add(request);
            return request;
        }

        private int length(String head) {
            return head.lines()
                    .filter(l -> l.toLowerCase().startsWith("content-length:"))
                    .mapToInt(l -> Integer.parseInt(l.substring(15).strip()))
                    .findFirst()
                    .orElse(0);
        }

        private byte[] chunks() throws IOException {
            var body = new ByteArrayOutputStream();
            while (true) {
                var size = Integer.parseInt(line(), 16);
                body.write(in.readNBytes(size));
                line();
                if (size == 0) {
                    return body.toByteArray();
                }
            }
        }

        private String line() throws IOException {
            var line = new StringBuilder();
            for (var c = read(); c != '\n'; c = read()) {
                line.append((char) c);
            }
            return line.toString().strip();
        }

        private int read() throws IOException {
            var b = in.read();
            if (b < 0) {
                throw new EOFException();
            }
            return b;
        }

        Peer send(String text) throws IOException {
            return send(text.getBytes(StandardCharsets.UTF_8));
        }

        Peer send(byte[] bytes) throws IOException {
            connection.getOutputStream().write(bytes);
            connection.getOutputStream().flush();
            return this;
        }

        Peer chunk(String text) throws IOException {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            return send(Integer.toHexString(bytes.length) + "\r\n").send(bytes).send("\r\n");
        }

        /** Says nothing until the client hangs up, which throws. */
        void silence() throws IOException {
            while (true) {
                read();
            }
        }

        void reset() throws IOException {
            connection.setSoLinger(true, 0);
            connection.close();
        }
    }
}
