package dev.serai.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Consumer;

/** A catalogue as Kaoto reads it: an index of runtimes, and for each an index of the files that describe it. */
record KaotoCatalogue(Path folder) {

    private static final String INDEX = "index.json";

    KaotoCatalogue {
        if (!Files.isRegularFile(folder.resolve(INDEX))) {
            throw new IllegalArgumentException(folder + " has no " + INDEX
                    + ". Name the folder dist/camel-catalog of the npm package @kaoto/camel-catalog.");
        }
    }

    /** Writes all of it to another folder, with Serai in each runtime. */
    void writeWithSerai(Path target) throws IOException {
        var index = (ObjectNode) read(folder, INDEX);
        var definitions = Json.MAPPER.createArrayNode();
        for (var definition : index.path("definitions")) {
            var file = definition.path("fileName").asText();
            // What the index names and a trimmed copy does not have.
            if (Files.exists(inside(folder, file))) {
                definitions.add(withSerai((ObjectNode) definition, file, target));
            }
        }
        index.put("name", index.path("name").asText() + " with Serai");
        index.<ArrayNode>set("definitions", definitions);
        write(target, INDEX, index);
    }

    private JsonNode withSerai(ObjectNode definition, String file, Path target) throws IOException {
        var from = inside(folder, file).getParent();
        var to = inside(target, file).getParent();
        var runtime = (ObjectNode) read(folder, file);
        for (var part : List.of("catalogs", "schemas")) {
            for (var entry : runtime.path(part)) {
                copy(from, to, entry.path("file").asText());
            }
        }
        // There are runtimes beside Camel's.
        if (runtime.at("/catalogs").has("components")) {
            addComponents(to, runtime.at("/catalogs/components/file").asText());
            addKamelets(to, runtime.at("/catalogs/kamelets/file").asText());
            definition.put("name", definition.path("name").asText() + " with Serai");
            runtime.put("name", definition.path("name").asText());
        }
        write(target, file, runtime);
        return definition;
    }

    private static void addComponents(Path folder, String file) throws IOException {
        change(
                folder,
                file,
                components -> SeraiCatalog.components().forEach((scheme, component) -> {
                    var described = (ObjectNode) component.deepCopy();
                    described.set("propertiesSchema", PropertySchemas.ofComponent(component));
                    components.set(scheme, described);
                }));
    }

    private static void addKamelets(Path folder, String file) throws IOException {
        change(
                folder,
                file,
                kamelets -> SeraiCatalog.kamelets().forEach((name, text) -> {
                    var kamelet = (ObjectNode) SeraiCatalog.parsed(text);
                    kamelet.set("propertiesSchema", PropertySchemas.ofKamelet(kamelet));
                    kamelets.set(name, kamelet);
                }));
    }

    private static void change(Path folder, String file, Consumer<ObjectNode> change) throws IOException {
        var json = (ObjectNode) read(folder, file);
        change.accept(json);
        write(folder, file, json);
    }

    private static void copy(Path from, Path to, String file) throws IOException {
        var copy = inside(to, file);
        Files.createDirectories(copy.getParent());
        Files.copy(inside(from, file), copy, StandardCopyOption.REPLACE_EXISTING);
    }

    private static JsonNode read(Path folder, String file) throws IOException {
        return Json.read(Files.readAllBytes(inside(folder, file)));
    }

    private static void write(Path folder, String file, JsonNode json) throws IOException {
        var path = inside(folder, file);
        Files.createDirectories(path.getParent());
        Files.write(path, Json.bytes(json));
    }

    /** A catalogue comes from elsewhere, and its names must not lead out of its folder. */
    private static Path inside(Path folder, String file) {
        var path = folder.resolve(file).normalize();
        if (file.isBlank() || !path.startsWith(folder.normalize())) {
            throw new IllegalArgumentException(
                    "the catalogue names the file '" + file + "', which is not in its folder");
        }
        return path;
    }
}
