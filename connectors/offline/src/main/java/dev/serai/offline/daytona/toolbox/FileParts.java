package dev.serai.offline.daytona.toolbox;

import dev.serai.offline.daytona.wire.Refusal;
import dev.serai.offline.http.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes files as parts of a form. */
final class FileParts {
    private static final Map<String, String> TYPES = Map.of(
            "txt", "text/plain; charset=utf-8",
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "csv", "text/csv; charset=utf-8",
            "json", "application/json",
            "pdf", "application/pdf",
            "png", "image/png",
            "jpg", "image/jpeg",
            "svg", "image/svg+xml");

    private final Box box;
    private final OutputStream out;
    private final String boundary;

    FileParts(Box box, OutputStream out, String boundary) {
        this.box = box;
        this.out = out;
        this.boundary = boundary;
    }

    void write(String path) throws IOException {
        Path file;
        try {
            if (path.isEmpty()) {
                error(path, 400, "INVALID_FILE_PATH", "invalid file path: path is empty");
                return;
            }
            file = box.tree().resolve(path);
        } catch (Refusal e) {
            error(path, 403, "FILE_ACCESS_DENIED", "permission denied: " + path);
            return;
        }
        if (!Files.exists(file)) {
            error(path, 404, "FILE_NOT_FOUND", "file not found: " + path);
        } else if (!Files.isRegularFile(file)) {
            error(path, 400, "INVALID_FILE_PATH", "invalid file path: path points to a directory: " + path);
        } else if (!Files.isReadable(file)) {
            error(path, 403, "FILE_ACCESS_DENIED", "permission denied: " + path);
        } else {
            header("file", path, "Content-Length: " + Files.size(file) + "\r\nContent-Type: " + type(path));
            Files.copy(file, out);
            text("\r\n");
        }
    }

    static String fileName(String path) {
        var plain = new StringBuilder();
        path.codePoints().filter(c -> c >= ' ' && c != 0x7f).forEach(c -> {
            if (c == '"' || c == '\\') {
                plain.append('\\');
            }
            plain.appendCodePoint(c > 0xff ? '_' : c);
        });
        var encoded = new StringBuilder();
        for (var value : path.getBytes(StandardCharsets.UTF_8)) {
            if ("!#$&+-.^_`|~".indexOf(value) >= 0 || Character.isLetterOrDigit(value) && value > 0) {
                encoded.append((char) value);
            } else {
                encoded.append(String.format("%%%02X", value));
            }
        }
        return "filename=\"" + plain + "\"; filename*=utf-8''" + encoded;
    }

    private void error(String path, int status, String code, String message) throws IOException {
        header("error", path, "Content-Type: application/json; charset=utf-8");
        text(Json.write(Json.object()
                .put("statusCode", status)
                .put("message", message)
                .put("code", code)
                .put("timestamp", box.machine().now().get().toString())
                .put("path", path)
                .put("method", "POST")));
        text("\r\n");
    }

    private void header(String name, String path, String more) throws IOException {
        text("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"; " + fileName(path) + "\r\n"
                + more + "\r\n\r\n");
    }

    private void text(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String type(String path) {
        var dot = path.lastIndexOf('.');
        return TYPES.getOrDefault(path.substring(dot + 1), "application/octet-stream");
    }
}
