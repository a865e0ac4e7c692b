package dev.serai.ollama.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One request to a real server and its answer, as they were recorded.
 *
 * @param name the folder and the file's name without its ending
 * @param request the body that was sent; null when there was none, or when the recording only describes it
 */
record Recording(
        String name, String method, String path, String request, String statusLine, List<String> headers, byte[] body) {

    private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding");

    static Recording read(String name) {
        try {
            return parse(name, Files.readString(folder("").resolve(name + ".txt")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The names of all recordings there are. */
    static Set<String> all() {
        var names = new TreeSet<String>();
        for (var server : List.of("ollama", "llama-server")) {
            try (var files = Files.list(folder("/" + server))) {
                files.map(file -> file.getFileName().toString())
                        .filter(file -> file.endsWith(".txt"))
                        .forEach(file -> names.add(server + "/" + file.replace(".txt", "")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return names;
    }

    private static Path folder(String below) {
        try {
            return Path.of(Recording.class.getResource("/recordings" + below).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Recording parse(String name, String text) {
        var lines = text.lines().toList();
        var words = lines.get(0).substring(2).split(" ", 3);
        var request = lines.get(1).startsWith("> ") ? lines.get(1).substring(2) : null;
        int head = text.indexOf("HTTP/");
        // One answer was recorded without its head.
        var answered =
                head >= 0 ? text.substring(head) : "HTTP/1.1 200 OK\n\n" + text.substring(text.indexOf('\n') + 1);
        int end = answered.indexOf("\n\n");
        var headLines = answered.substring(0, end).lines().toList();
        var headers = headLines.subList(1, headLines.size());
        // Three dots stand for lines that were left out.
        var body = answered.substring(end + 2).replace("\n...\n", "\n");
        return new Recording(name, words[0], words[1], request, headLines.get(0), headers, bytes(headers, body));
    }

    /** The body to its recorded end. Where names of hosts were replaced it is shorter than it was. */
    private static byte[] bytes(List<String> headers, String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var length = headers.stream()
                .filter(header -> header.startsWith("Content-Length: "))
                .mapToInt(header -> Integer.parseInt(header.substring("Content-Length: ".length())))
                .findFirst();
        return length.isPresent() && length.getAsInt() <= bytes.length
                ? Arrays.copyOf(bytes, length.getAsInt())
                : bytes;
    }

    /** Whether the answer comes piece by piece. */
    boolean isStream() {
        return headers.contains("Content-Type: application/x-ndjson")
                || headers.contains("Content-Type: text/event-stream");
    }

    boolean isChunked() {
        return headers.contains("Transfer-Encoding: chunked");
    }

    /** The headers apart from those that frame the body. */
    List<String> plainHeaders() {
        return headers.stream()
                .filter(header -> !FRAMING.contains(
                        header.substring(0, header.indexOf(':')).toLowerCase()))
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
