package dev.serai.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalogue of the shape of Kaoto's, with a single component. */
class KaotoCatalogueTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void makeCatalogue() throws IOException {
        put("index.json", """
                {"name": "Kaoto", "version": 3, "definitions": [
                  {"name": "Camel Main 4", "version": "4", "runtime": "Main", "fileName": "main/4/index-1.json"},
                  {"name": "Camel Main 3", "version": "3", "runtime": "Main", "fileName": "main/3/index-1.json"}]}
                """);
        put("main/4/index-1.json", """
                {"name": "Camel Main 4", "catalogs": {
                  "components": {"name": "components", "file": "components-1.json"},
                  "kamelets": {"name": "kamelets", "file": "kamelets-1.json"}},
                 "schemas": {"camelYamlDsl": {"name": "camelYamlDsl", "file": "dsl-1.json"}}}
                """);
        put("main/4/components-1.json", "{\"direct\": {}}");
        put("main/4/kamelets-1.json", "{\"log-action\": {}}");
        put("main/4/dsl-1.json", "{\"type\": \"array\"}");
    }

    private void put(String file, String text) throws IOException {
        var path = folder.resolve("kaoto").resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void write() throws IOException {
        CatalogMain.main(new String[] {
            folder.resolve("out").toString(), folder.resolve("kaoto").toString()
        });
    }

    private JsonNode written(String file) throws IOException {
        return Json.read(Files.readAllBytes(folder.resolve("out/kaoto").resolve(file)));
    }

    @Test
    void componentsAreAddedWithTheirForms() throws IOException {
        write();

        var components = written("main/4/components-1.json");
        assertThat(components.fieldNames()).toIterable().contains("direct", "ollama", "agent");
        var form = components.at("/ollama/propertiesSchema");
        assertThat(form.path("required").toString()).isEqualTo("[\"operation\"]");
        assertThat(form.at("/properties/apiKey/format").asText()).isEqualTo("password");
        assertThat(form.at("/properties/onCut/type").asText()).isEqualTo("string");
        assertThat(form.at("/properties/onCut/enum").toString()).contains("warn");
        assertThat(form.at("/properties/connectTimeout/format").asText()).isEqualTo("duration");
        assertThat(components.at("/ollama/component/scheme").asText()).isEqualTo("ollama");
    }

    @Test
    void kameletsAreAddedWithTheirForms() throws IOException {
        write();

        var kamelets = written("main/4/kamelets-1.json");
        assertThat(kamelets.fieldNames()).toIterable().contains("log-action", "web-search-tool");
        assertThat(kamelets.at("/web-search-tool/propertiesSchema/properties").isObject())
                .isTrue();
        assertThat(kamelets.at("/web-search-tool/spec/template").isObject()).isTrue();
    }

    @Test
    void whatElseIsThereStaysAndTheIndexSaysWhatItIs() throws IOException {
        write();

        assertThat(written("main/4/dsl-1.json").toString()).isEqualTo("{\"type\":\"array\"}");
        assertThat(written("index.json").path("definitions").toString())
                .isEqualTo("[{\"name\":\"Camel Main 4 with Serai\",\"version\":\"4\",\"runtime\":\"Main\","
                        + "\"fileName\":\"main/4/index-1.json\"}]");
        assertThat(written("main/4/index-1.json").path("name").asText()).isEqualTo("Camel Main 4 with Serai");
    }

    @Test
    void aRuntimeThatIsNotCamelStaysAsItIs() throws IOException {
        put("main/3/index-1.json", """
                {"name": "Citrus", "catalogs": {"actions": {"name": "actions", "file": "actions-1.json"}}, "schemas": {}}
                """);
        put("main/3/actions-1.json", "{}");

        write();

        assertThat(written("index.json").at("/definitions/1/name").asText()).isEqualTo("Camel Main 3");
        assertThat(written("main/3/index-1.json").path("name").asText()).isEqualTo("Citrus");
        assertThat(written("main/3/actions-1.json").isEmpty()).isTrue();
    }

    @Test
    void aFileOutsideOfTheCatalogueIsNotTouched() throws IOException {
        Files.writeString(folder.resolve("secret.json"), "{}");
        put("main/4/index-1.json", """
                {"catalogs": {"components": {"file": "../../../secret.json"}}, "schemas": {}}
                """);

        assertThatThrownBy(this::write).hasMessageContaining("'../../../secret.json', which is not in its folder");
    }

    @Test
    void aFolderWithoutACatalogueIsNamed() {
        assertThatThrownBy(() -> CatalogMain.main(new String[] {
                    folder.resolve("out").toString(), folder.resolve("nowhere").toString()
                }))
                .hasMessageContaining("nowhere has no index.json");
    }
}
