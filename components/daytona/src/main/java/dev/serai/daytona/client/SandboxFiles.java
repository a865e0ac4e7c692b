package dev.serai.daytona.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.serai.support.http.Encoding;
import dev.serai.support.http.HttpBody;
import dev.serai.support.http.HttpCall;
import dev.serai.support.http.HttpLimits;
import dev.serai.support.http.HttpStream;
import dev.serai.support.http.ReplyInputStream;
import dev.serai.support.json.Json;
import dev.serai.support.service.Replies;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Files that go into a sandbox and come out of it. */
public final class SandboxFiles {

    private static final String BULK_DOWNLOAD = "/files/bulk-download";

    private SandboxFiles() {}

    /** Sends files, each of which is read while it is sent. */
    public static CompletableFuture<JsonNode> upload(Toolbox toolbox, Map<String, HttpBody> files) {
        var form = HttpBody.multipart();
        int number = 0;
        for (var file : files.entrySet()) {
            var path = file.getKey();
            form.field("files[" + number + "].path", path);
            form.file("files[" + number + "].file", path.substring(path.lastIndexOf('/') + 1), null, file.getValue());
            number++;
        }
        var body = form.build();
        var call = toolbox.call("POST", "/files/bulk-upload")
                .header("Content-Type", body.contentType())
                .body(body)
                .limits(unbounded(toolbox))
                .build();
        return toolbox.ask(call, Family.FILES);
    }

    /** One file, as it comes. */
    public static CompletableFuture<HttpStream> open(Toolbox toolbox, String path) {
        var call = toolbox.call("GET", "/files/download?path=" + Encoding.part(path))
                .limits(unbounded(toolbox))
                .build();
        return toolbox.open(call, Family.FILES);
    }

    /** Many files at once, whole. */
    public static CompletableFuture<List<SandboxFile>> download(Toolbox toolbox, List<String> paths) {
        return toolbox.send(wish(toolbox, paths).build(), Family.FILES).thenApply(reply -> {
            var type = reply.header("content-type").orElse(null);
            var files = new ArrayList<SandboxFile>();
            try {
                var parts = new MultipartInput(type, new ByteArrayInputStream(reply.body()), 0);
                for (var part = parts.next(); part != null; part = parts.next()) {
                    files.add(file(toolbox, part));
                }
            } catch (IOException e) {
                throw unreadable(toolbox, e);
            }
            return files;
        });
    }

    /** Many files, one after the other as they come. */
    public static CompletableFuture<FileStream> stream(Toolbox toolbox, List<String> paths) {
        var call = wish(toolbox, paths).limits(unbounded(toolbox)).build();
        return toolbox.open(call, Family.FILES).thenApply(opened -> {
            InputStream input = new ReplyInputStream(opened, toolbox.faults(BULK_DOWNLOAD)::of);
            try {
                var type = opened.header("content-type").orElse(null);
                var most = toolbox.gateway().limits().maxBytes();
                return new FileStream(toolbox, new MultipartInput(type, input, most), input);
            } catch (IOException e) {
                opened.close();
                throw unreadable(toolbox, e);
            }
        });
    }

    private static HttpCall.Builder wish(Toolbox toolbox, List<String> paths) {
        var wish = Json.object();
        wish.set("paths", Json.tree(paths));
        return toolbox.post(BULK_DOWNLOAD, wish)
                .header("Accept", "multipart/form-data")
                .repeatable(true);
    }

    static DaytonaException unreadable(Toolbox toolbox, IOException cause) {
        if (cause.getCause() instanceof DaytonaException known) {
            return known;
        }
        return new DaytonaException(
                FileError.UNREADABLE,
                "what the sandbox " + toolbox.id() + " sends is no list of files: " + cause.getMessage());
    }

    static SandboxFile file(Toolbox toolbox, MultipartInput.Part part) {
        var path = String.valueOf(part.fileName());
        return "error".equals(part.name())
                ? new SandboxFile(path, null, error(toolbox, part.content()))
                : new SandboxFile(path, part.content(), null);
    }

    private static DaytonaException error(Toolbox toolbox, byte[] content) {
        JsonNode told;
        try {
            told = Json.read(content);
        } catch (IOException e) {
            // then without its words
            told = MissingNode.getInstance();
        }
        int status = told.path("statusCode").asInt(404);
        var error = Family.FILES.meaning(status, Faults.message(told));
        return toolbox.faults(BULK_DOWNLOAD)
                .told(
                        error == null ? FileError.FAILED : error,
                        status,
                        Replies.text(told, "code"),
                        Faults.message(told));
    }

    /** A large file takes its time; only silence ends it. */
    private static HttpLimits unbounded(Toolbox toolbox) {
        return toolbox.gateway().limits().withTotal(Duration.ZERO).withMaxBytes(0);
    }
}
