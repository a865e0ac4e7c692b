package dev.serai.offline.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Bytes to a server and back, for what no HTTP client would send. */
public final class RawClient implements AutoCloseable {
    private static final int MOST_WAITING_MILLIS = 20_000;

    private final Socket socket;

    public RawClient(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(MOST_WAITING_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public RawClient send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        return this;
    }

    /** Like {@link #send}, where the server may hang up before it has read everything. */
    public RawClient sendWhatIsTaken(String text) {
        try {
            return send(text);
        } catch (IOException e) {
            return this;
        }
    }

    /** The first line of the answer, empty where the server hung up without one. */
    public String statusLine() throws IOException {
        var line = new ByteArrayOutputStream();
        for (var b = socket.getInputStream().read();
                b >= 0 && b != '\n';
                b = socket.getInputStream().read()) {
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    /** Everything until the server closes the connection. */
    public String everything() throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
