package dev.serai.offline.daytona.toolbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.daytona.wire.Call;
import dev.serai.offline.daytona.wire.Fields;
import dev.serai.offline.daytona.wire.Refusal;
import dev.serai.offline.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.List;

/** Files and folders; most of what fails is answered without a word. */
final class FileHandlers {
    private static final int NOT_DONE = 501;

    private final Box box;
    private final FileSearch search;

    FileHandlers(Box box) {
        this.box = box;
        search = new FileSearch(box.tree());
    }

    void list(Call call) {
        var folder = box.tree().resolve(call.query("path"));
        reply(call, () -> {
            var files = new ArrayList<Path>();
            try (var stream = Files.newDirectoryStream(folder)) {
                stream.forEach(files::add);
            }
            files.sort(null);
            var infos = Json.array();
            for (var file : files) {
                if (Files.exists(file)) {
                    infos.add(FileInfo.of(file));
                }
            }
            return infos;
        });
    }

    void info(Call call) {
        var file = file(call, "path");
        reply(call, () -> FileInfo.of(file));
    }

    void createFolder(Call call) {
        var folder = file(call, "path");
        var mode = call.query("mode").isEmpty() ? "755" : call.query("mode");
        var permissions = FileInfo.permissions(mode);
        if (permissions == null) {
            throw Refusal.silent(400);
        }
        done(call, 201, () -> {
            if (!Files.isDirectory(folder)) {
                Folders.create(folder);
                Files.setPosixFilePermissions(folder, permissions);
            }
        });
    }

    void delete(Call call) {
        var file = file(call, "path");
        var all = call.query("recursive").equals("true");
        done(call, 204, () -> {
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                if (!all || file.equals(box.root())) {
                    throw Refusal.silent(400);
                }
                Folders.delete(file);
            } else {
                Files.delete(file);
            }
        });
    }

    void move(Call call) {
        var from = file(call, "source");
        var to = file(call, "destination");
        done(call, 200, () -> {
            if (!Files.exists(from) || !Files.exists(to.getParent())) {
                throw Refusal.silent(404);
            }
            if (Files.exists(to)) {
                throw Refusal.silent(409);
            }
            Files.move(from, to);
        });
    }

    void permissions(Call call) {
        var file = file(call, "path");
        var mode = call.query("mode");
        var permissions = mode.isEmpty() ? null : FileInfo.permissions(mode);
        if (!mode.isEmpty() && permissions == null) {
            throw Refusal.silent(400);
        }
        done(call, 200, () -> {
            if (!Files.exists(file)) {
                throw Refusal.silent(404);
            }
            if (permissions != null) {
                Files.setPosixFilePermissions(file, permissions);
            }
            own(file, call.query("owner"), call.query("group"));
        });
    }

    void find(Call call) {
        var start = file(call, "path");
        var text = needed(call, "pattern");
        reply(call, () -> search.find(call.query("path"), start, text));
    }

    void search(Call call) {
        var start = file(call, "path");
        var pattern = needed(call, "pattern");
        reply(call, () -> search.names(call.query("path"), start, pattern));
    }

    void replace(Call call) {
        var body = call.json();
        var names = Fields.list(body, "files");
        var pattern = Fields.text(body, "pattern");
        var value = Fields.text(body, "newValue");
        if (names.isEmpty() || pattern == null || pattern.isEmpty() || value == null) {
            throw Refusal.silent(400);
        }
        reply(call, () -> {
            var results = Json.array();
            for (var name : names) {
                var result = results.addObject().put("file", name);
                try {
                    var file = box.tree().resolve(name);
                    Folders.mustBeNoPipe(file);
                    var text = Files.readString(file, StandardCharsets.ISO_8859_1);
                    // Bytes as characters, so that what is not UTF-8 stays as it is.
                    var changed = text.replace(bytewise(pattern), bytewise(value));
                    Files.writeString(file, changed, StandardCharsets.ISO_8859_1);
                    result.put("success", true);
                } catch (IOException e) {
                    result.put("success", false).put("error", "open " + name + ": no such file or directory");
                } catch (Refusal e) {
                    if (e.status() == NOT_DONE) {
                        throw e;
                    }
                    result.put("success", false).put("error", "open " + name + ": permission denied");
                }
            }
            return results;
        });
    }

    /** Runs file work and answers it; the system's faults become statuses. */
    private void reply(Call call, Machine.Work<JsonNode> work) {
        call.later(box.machine().work(() -> statuses(work)), call::reply);
    }

    private void done(Call call, int status, Action action) {
        call.later(
                box.machine()
                        .work(() -> statuses(() -> {
                            action.run();
                            return List.of();
                        })),
                nothing -> call.replyEmpty(status));
    }

    private static <T> T statuses(Machine.Work<T> work) throws IOException {
        try {
            return work.run();
        } catch (NoSuchFileException e) {
            throw Refusal.silent(404);
        } catch (AccessDeniedException e) {
            throw Refusal.silent(403);
        } catch (IOException e) {
            throw Refusal.silent(400);
        }
    }

    private Path file(Call call, String parameter) {
        return box.tree().resolve(needed(call, parameter));
    }

    static String needed(Call call, String parameter) {
        var value = call.query(parameter);
        if (value.isEmpty()) {
            throw Refusal.silent(400);
        }
        return value;
    }

    private static void own(Path file, String owner, String group) throws IOException {
        try {
            if (!owner.isEmpty() && owner.matches("\\d{1,9}")) {
                Files.setAttribute(file, "unix:uid", Integer.parseInt(owner));
            } else if (!owner.isEmpty()) {
                Files.setOwner(file, users(file).lookupPrincipalByName(owner));
            }
            if (!group.isEmpty() && group.matches("\\d{1,9}")) {
                Files.setAttribute(file, "unix:gid", Integer.parseInt(group));
            } else if (!group.isEmpty()) {
                Files.getFileAttributeView(file, PosixFileAttributeView.class)
                        .setGroup(users(file).lookupPrincipalByGroupName(group));
            }
        } catch (UserPrincipalNotFoundException e) {
            throw Refusal.silent(400);
        }
    }

    private static UserPrincipalLookupService users(Path file) {
        return file.getFileSystem().getUserPrincipalLookupService();
    }

    private static String bytewise(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private interface Action {
        void run() throws IOException;
    }
}
