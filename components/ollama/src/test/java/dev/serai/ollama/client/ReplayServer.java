package dev.serai.ollama.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Answers every request with one recording, cut into the chunks that a test wants. */
final class ReplayServer implements AutoCloseable {

    /** A request as it came. */
    record Request(String method, String path, String head, String body) {}

    private final Recording recording;
    private final Chunks chunks;
    private final ServerSocket socket;
    private final Queue<Socket> connections = new ConcurrentLinkedQueue<>();
    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();

    private ReplayServer(Recording recording, Chunks chunks) throws IOException {
        this.recording = recording;
        this.chunks = chunks;
        socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        daemon(this::accept);
    }

    static ReplayServer of(Recording recording, Chunks chunks) throws IOException {
        return new ReplayServer(recording, chunks);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /** The one request that came. */
    Request request() {
        if (requests.size() != 1) {
            throw new AssertionError("there were " + requests.size() + " requests instead of one: " + requests);
        }
        return requests.peek();
    }

    private static void daemon(Runnable task) {
        var thread = new Thread(task, "replay-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                var connection = socket.accept();
                connection.setTcpNoDelay(true);
                connections.add(connection);
                daemon(() -> serve(connection));
            }
        } catch (IOException e) {
            // the server was closed
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            var in = connection.getInputStream();
            while (read(in)) {
                answer(connection.getOutputStream());
            }
        } catch (IOException e) {
            // the client left
        }
    }

    private boolean read(InputStream in) throws IOException {
        var head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            head.write(next);
        }
        var text = head.toString(StandardCharsets.ISO_8859_1);
        var length = text.lines()
                .filter(line -> line.toLowerCase().startsWith("content-length:"))
                .mapToInt(line ->
                        Integer.parseInt(line.substring(line.indexOf(':') + 1).strip()))
                .findFirst()
                .orElse(0);
        var words = text.split(" ", 3);
        requests.add(new Request(words[0], words[1], text, new String(in.readNBytes(length), StandardCharsets.UTF_8)));
        return true;
    }

    private void answer(OutputStream out) throws IOException {
        var head = new StringBuilder(recording.statusLine()).append("\r\n");
        recording.plainHeaders().forEach(header -> head.append(header).append("\r\n"));
        head.append(
                recording.isChunked() ? "Transfer-Encoding: chunked" : "Content-Length: " + recording.body().length);
        out.write(head.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        for (var chunk : chunks.of(recording.body())) {
            if (recording.isChunked()) {
                out.write((Integer.toHexString(chunk.length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
                out.write(chunk);
                out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
            } else {
                out.write(chunk);
            }
            out.flush();
        }
        if (recording.isChunked()) {
            out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        out.flush();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (var connection : connections) {
            connection.close();
        }
    }
}
