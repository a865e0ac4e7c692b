package dev.serai.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.serai.support.json.Json;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;

/** All components and Kamelets of Serai, without the jars that they are in. */
public final class SeraiCatalog {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private SeraiCatalog() {}

    /** Camel's own catalogue and Serai's components. */
    public static CamelCatalog create() {
        var catalog = new DefaultCamelCatalog();
        addTo(catalog);
        return catalog;
    }

    /** Adds Serai's components to a catalogue that is there already. */
    public static void addTo(CamelCatalog catalog) {
        components()
                .forEach((scheme, component) -> catalog.addComponent(
                        scheme, component.at("/component/javaType").asText(), Json.text(component)));
    }

    /** What Camel's catalogue says of each component, by its scheme. */
    public static Map<String, JsonNode> components() {
        var components = new TreeMap<String, JsonNode>();
        for (var file : files("components")) {
            try {
                var json = Json.read(text("components/" + file));
                if (json.has("component")) {
                    components.put(json.at("/component/scheme").asText(), json);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return components;
    }

    /** Each Kamelet as it is written, by its name. */
    public static Map<String, String> kamelets() {
        var kamelets = new TreeMap<String, String>();
        files("kamelets").forEach(file -> kamelets.put(file.replace(".kamelet.yaml", ""), text("kamelets/" + file)));
        return kamelets;
    }

    static JsonNode parsed(String kamelet) {
        try {
            return YAML.readTree(kamelet);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> files(String folder) {
        return text(folder + "/files.txt")
                .lines()
                .filter(line -> !line.isBlank())
                .sorted()
                .toList();
    }

    private static String text(String path) {
        try (var stream = SeraiCatalog.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new FileNotFoundException("the jar has no " + path);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
