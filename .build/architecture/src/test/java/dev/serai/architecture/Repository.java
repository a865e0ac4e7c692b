package dev.serai.architecture;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The folders and files of a checkout. */
record Repository(Path root) {

    private static final Set<String> NOT_OURS = Set.of(".git", "target", "node_modules", ".idea", ".vscode");

    static Repository here() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("components"))) {
            folder = folder.getParent();
        }
        return new Repository(folder);
    }

    List<Path> components() {
        return modules("components").stream()
                .filter(folder -> !folder.endsWith("support"))
                // Messages alone: the code is generated, with no options and no errors.
                .filter(folder -> !folder.getFileName().toString().endsWith("-proto"))
                .toList();
    }

    List<Path> connectors() {
        return modules("connectors");
    }

    /** Modules that bring a scheme: all components, and the connectors with a catalogue. */
    List<Path> schemes() {
        return Stream.concat(
                        components().stream(),
                        connectors().stream().filter(folder -> Files.exists(folder.resolve("src/generated"))))
                .toList();
    }

    /** What the build has written of a module's schemes, in the order of their names. */
    List<JsonNode> catalogue(Path module) throws IOException {
        var schemes = new ArrayList<JsonNode>();
        for (var file : files(module.resolve("src/generated/resources/META-INF"), ".json")) {
            var json = Json.read(Files.readAllBytes(file));
            if (json.has("component")) {
                schemes.add(json);
            }
        }
        if (schemes.isEmpty()) {
            throw new IllegalStateException(module + " has no catalogue");
        }
        schemes.sort(
                Comparator.comparing(scheme -> scheme.at("/component/scheme").asText()));
        return schemes;
    }

    private List<Path> modules(String parent) {
        try (var folders = Files.list(root.resolve(parent))) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Path> files(String... endings) {
        return files(root, endings);
    }

    static List<Path> files(Path folder, String... endings) {
        var found = new ArrayList<Path>();
        if (!Files.isDirectory(folder)) {
            return found;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                    return NOT_OURS.contains(dir.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    var name = file.getFileName().toString();
                    if (endings.length == 0 || List.of(endings).stream().anyMatch(name::endsWith)) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    static String text(Path file) {
        try {
            // Bytes that are no text must not end the search, and need not be shown right.
            return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
