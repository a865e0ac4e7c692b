package dev.serai.offline.daytona.toolbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** Looks for files by their content or their name. */
final class FileSearch {
    private static final int BEGINNING = 512;
    private static final int MOST = 10_000;

    private final Tree tree;

    FileSearch(Tree tree) {
        this.tree = tree;
    }

    JsonNode find(String asked, Path start, String text) throws IOException {
        var matches = Json.array();
        for (var file : below(start)) {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || isBinary(file)) {
                continue;
            }
            var number = 0;
            try (var reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
                for (var line = reader.readLine(); line != null && matches.size() < MOST; line = reader.readLine()) {
                    number++;
                    var content = new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
                    if (content.contains(text)) {
                        matches.addObject()
                                .put("file", tree.shown(asked, start, file))
                                .put("line", number)
                                .put("content", content);
                    }
                }
            }
        }
        return matches;
    }

    JsonNode names(String asked, Path start, String pattern) throws IOException {
        var answer = Json.object();
        var found = answer.putArray("files");
        try {
            // The service knows no alternatives in braces.
            var glob = "glob:" + pattern.replace("{", "\\{").replace("}", "\\}");
            var matcher = FileSystems.getDefault().getPathMatcher(glob);
            for (var file : below(start)) {
                if (matcher.matches(file.getFileName()) && found.size() < MOST) {
                    found.add(tree.shown(asked, start, file));
                }
            }
        } catch (PatternSyntaxException e) {
            // Matches nothing, as in the service.
        }
        return answer;
    }

    private static List<Path> below(Path start) throws IOException {
        if (!Files.exists(start)) {
            return List.of();
        }
        var found = new ArrayList<Path>();
        try (var files = Files.walk(start)) {
            files.forEach(found::add);
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof NoSuchFileException)) {
                throw e.getCause();
            }
        }
        found.sort(null);
        return found;
    }

    private static boolean isBinary(Path file) throws IOException {
        try (var bytes = Files.newInputStream(file)) {
            for (var value : bytes.readNBytes(BEGINNING)) {
                if (value == 0) {
                    return true;
                }
            }
            return false;
        }
    }
}
