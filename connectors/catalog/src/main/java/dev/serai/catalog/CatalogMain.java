package dev.serai.catalog;

import dev.serai.support.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes what development tools read: the settings of Camel's language server, all files, and a catalogue for Kaoto. */
public final class CatalogMain {

    private CatalogMain() {}

    /**
     * Writes the files.
     *
     * @param arguments the folder to write to, and the folder of a catalogue of Kaoto that Serai is added to, if wanted
     */
    public static void main(String[] arguments) throws IOException {
        var target = Path.of(arguments[0]);
        write(target);
        if (arguments.length > 1 && arguments[1] != null && !arguments[1].isBlank()) {
            new KaotoCatalogue(Path.of(arguments[1])).writeWithSerai(target.resolve("kaoto"));
        }
    }

    static void write(Path target) throws IOException {
        var components = Files.createDirectories(target.resolve("components"));
        for (var component : SeraiCatalog.components().entrySet()) {
            Files.write(components.resolve(component.getKey() + ".json"), Json.bytes(component.getValue()));
        }
        var kamelets = Files.createDirectories(target.resolve("kamelets"));
        for (var kamelet : SeraiCatalog.kamelets().entrySet()) {
            Files.writeString(kamelets.resolve(kamelet.getKey() + ".kamelet.yaml"), kamelet.getValue());
        }
        var settings =
                Map.of("camel.extra-components", SeraiCatalog.components().values());
        Files.writeString(target.resolve("settings.json"), Json.text(settings), StandardCharsets.UTF_8);
    }
}
