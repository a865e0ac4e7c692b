package dev.serai.offline.daytona.toolbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.daytona.wire.Call;
import dev.serai.offline.daytona.wire.Fields;
import dev.serai.offline.daytona.wire.Refusal;
import dev.serai.offline.http.Json;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.function.BiConsumer;

/** Files on their way in and out. */
final class TransferHandlers {
    private static final int NOT_DONE = 501;
    private static final String BOUNDARY = "DAYTONA-FILE-BOUNDARY";

    private final Box box;

    TransferHandlers(Box box) {
        this.box = box;
    }

    void download(Call call) {
        var file = box.tree().resolve(FileHandlers.needed(call, "path"));
        if (!Files.exists(file)) {
            throw Refusal.silent(404);
        }
        if (!Files.isRegularFile(file)) {
            throw Refusal.silent(400);
        }
        var name = file.getFileName().toString();
        call.exchange()
                .setHeader("Content-Disposition", "attachment; " + FileParts.fileName(name))
                .sendFile(
                        200, "application/octet-stream", file, 0, file.toFile().length());
    }

    /** Any number of files in one answer; those that can't be read are parts of it too. */
    void downloadMany(Call call) {
        var paths = Fields.list(call.json(), "paths");
        if (paths.isEmpty()) {
            var error = "request body must be {\"paths\": [ ... ]} and non-empty";
            call.reply(400, Json.object().put("error", error));
            return;
        }
        var spool = box.newJob();
        var parts = box.machine().work(() -> {
            Files.createDirectories(spool.getParent());
            try (var out = new BufferedOutputStream(Files.newOutputStream(spool))) {
                for (var path : paths) {
                    new FileParts(box, out, BOUNDARY).write(path);
                }
                out.write(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
            }
            return Files.size(spool);
        });
        call.exchange().onEnd(() -> parts.whenComplete((size, failure) -> forget(spool)));
        call.later(
                parts,
                size -> call.exchange().sendFile(200, "multipart/form-data; boundary=" + BOUNDARY, spool, 0, size));
    }

    void upload(Call call) {
        var file = box.tree().resolve(FileHandlers.needed(call, "path"));
        receive(call, (spool, answer) -> {
            var boundary = Multipart.boundary(call.header("Content-Type"));
            try (var body = Files.newInputStream(spool)) {
                var form = new Multipart(body, boundary == null ? "" : boundary);
                for (var name = form.next(); name != null; name = form.next()) {
                    if (name.equals("file")) {
                        store(form, file);
                        return;
                    }
                    form.copyTo(OutputStream.nullOutputStream());
                }
                throw Refusal.silent(400);
            } catch (IOException e) {
                throw Refusal.silent(400);
            }
        });
    }

    /** Any number of files in one form: for each first its path, then its content. */
    void uploadMany(Call call) {
        var boundary = Multipart.boundary(call.header("Content-Type"));
        if (boundary == null) {
            call.reply(400, error("invalid multipart form"));
            return;
        }
        receive(call, (spool, answer) -> {
            try (var body = Files.newInputStream(spool)) {
                storeAll(new Multipart(body, boundary), answer);
            } catch (IOException e) {
                answer.withArray("errors").add("reading part: " + e.getMessage());
            }
        });
    }

    private void storeAll(Multipart form, ObjectNode answer) throws IOException {
        var paths = new HashMap<String, String>();
        answer.putArray("files");
        for (var name = form.next(); name != null; name = form.next()) {
            var index = name.replaceAll("^files\\[|]\\.(path|file)$", "");
            if (name.endsWith(".path")) {
                var path = new ByteArrayOutputStream();
                form.copyTo(path);
                paths.put(index, path.toString(StandardCharsets.UTF_8).trim());
            } else if (name.endsWith(".file") && paths.containsKey(index)) {
                var path = paths.get(index);
                try {
                    var bytes = store(form, box.tree().resolve(path));
                    answer.withArray("files").addObject().put("path", path).put("bytes", bytes);
                } catch (Refusal e) {
                    if (e.status() == NOT_DONE) {
                        throw e;
                    }
                    form.copyTo(OutputStream.nullOutputStream());
                    answer.withArray("errors").add(path + ": create " + path + ": permission denied");
                }
            } else {
                form.copyTo(OutputStream.nullOutputStream());
                if (name.endsWith(".file")) {
                    answer.withArray("errors").add("file[" + index + "]: missing .path metadata");
                }
            }
        }
    }

    private static long store(Multipart form, Path file) throws IOException {
        Folders.create(file.getParent());
        Folders.mustBeNoPipe(file);
        var isNew = !Files.exists(file);
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            if (isNew) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
            }
            return form.copyTo(out);
        }
    }

    /** Takes the whole request into a file first, so that a slow client holds nobody up. */
    private void receive(Call call, BiConsumer<Path, ObjectNode> work) {
        var spool = box.newJob();
        var most = box.machine().launcher().limits().fileBytes();
        call.exchange().onEnd(() -> box.machine().work(() -> Files.deleteIfExists(spool)));
        call.exchange().receiveWholeTo(spool, most, size -> {
            if (size < 0) {
                throw Refusal.of(413, "more than " + most + " bytes");
            }
            var answer = Json.object();
            call.later(
                    box.machine().work(() -> {
                        work.accept(spool, answer);
                        return answer;
                    }),
                    done -> {
                        if (done.has("errors")) {
                            call.reply(400, done);
                        } else if (done.has("files")) {
                            call.reply(done);
                        } else {
                            call.replyEmpty(200);
                        }
                    });
        });
    }

    private void forget(Path spool) {
        box.machine().work(() -> Files.deleteIfExists(spool));
    }

    private static ObjectNode error(String message) {
        var answer = Json.object();
        answer.putArray("errors").add(message);
        return answer;
    }
}
