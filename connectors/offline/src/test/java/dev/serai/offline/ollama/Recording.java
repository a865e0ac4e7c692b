package dev.serai.offline.ollama;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One recorded request and its response. */
record Recording(String name, String method, String path, String body, int status, String contentType, String answer) {

    static Recording read(Path file) {
        try {
            return parse(file.getFileName().toString().replace(".txt", ""), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer's JSON lines, whichever way they were framed. */
    static List<String> lines(String answer) {
        return answer.lines()
                .map(line -> line.startsWith("data: ") ? line.substring("data: ".length()) : line)
                .filter(line -> !line.isBlank() && !line.equals("..."))
                .toList();
    }

    private static Recording parse(String name, String text) {
        var request = new ArrayList<String>();
        var rest = new ArrayList<String>();
        text.lines().forEach(line -> (line.startsWith("> ") && rest.isEmpty() ? request : rest).add(line));
        var words = request.get(0).substring(2).split(" ", 3);
        var body = request.size() > 1 ? request.get(1).substring(2) : "";
        var status = 200;
        String contentType = null;
        var at = 0;
        if (rest.get(0).startsWith("HTTP/")) {
            status = Integer.parseInt(rest.get(0).split(" ")[1]);
            for (at = 1; at < rest.size() && !rest.get(at).isEmpty(); at++) {
                if (rest.get(at).startsWith("Content-Type: ")) {
                    contentType = rest.get(at).substring("Content-Type: ".length());
                }
            }
        } else {
            contentType = "application/json; charset=utf-8";
        }
        var answer = String.join("\n", rest.subList(at, rest.size())).strip();
        return new Recording(name, words[0], words[1], body, status, contentType, answer.replace("}exit 0", "}"));
    }

    @Override
    public String toString() {
        return name;
    }
}
