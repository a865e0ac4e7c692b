package dev.serai.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.support.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.catalog.CamelCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeraiCatalogTest {

    private static final CamelCatalog CATALOG = SeraiCatalog.create();

    @TempDir
    private Path folder;

    @Test
    void schemesOfSeraiAndOfCamelAreFound() {
        assertThat(CATALOG.findComponentNames())
                .containsAll(SeraiCatalog.components().keySet())
                .contains(
                        "ollama",
                        "agent",
                        "tool",
                        "mcp",
                        "vector",
                        "searxng",
                        "supabase",
                        "daytona",
                        "modal",
                        "gateway")
                .contains("kafka", "direct");
    }

    @Test
    void aComponentIsDescribed() {
        assertThat(CATALOG.componentModel("ollama").getComponentOptions())
                .extracting("name")
                .contains("baseUrl");
        assertThat(CATALOG.componentModel("ollama").getArtifactId()).isEqualTo("serai-ollama");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ollama:chat/qwen3:4b?stream=true",
                "agent:clerk?model=ollama:chat/qwen3:4b&tools=hours",
                "tool:hours?description=When",
                "vector:documents?operation=search",
                "searxng:search?language=en",
                "gateway:model/clerk?title=Clerk",
                "daytona:run?image=python",
                "modal:sandbox?image=python",
                "supabase:table/notes?operation=select",
                "direct:x?timeout=3"
            })
    void aGoodUriIsValid(String uri) {
        var result = CATALOG.validateEndpointProperties(uri);
        assertThat(result.isSuccess())
                .as(uri + " " + result.summaryErrorMessage(false))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ollama:chat/qwen3:4b?steam=true, steam",
        "ollama:chat/qwen3:4b?stream=perhaps, stream",
        "ollama:chat/qwen3:4b?onCut=explode, onCut",
        "agent:clerk?modle=x, modle",
        "vector:documents?topK=many, topK",
        "gateway:nonsense/clerk?titel=x, titel"
    })
    void aBadUriIsRefusedByTheNameOfWhatIsWrong(String uri, String option) {
        var result = CATALOG.validateEndpointProperties(uri);
        assertThat(result.isSuccess()).isFalse();
        assertThat(result.summaryErrorMessage(false)).contains(option);
    }

    @Test
    void kameletsAreThere() {
        assertThat(SeraiCatalog.kamelets()).containsKeys("run-python-tool", "web-search-tool", "web-read-tool");
        assertThat(SeraiCatalog.kamelets())
                .allSatisfy((name, text) -> assertThat(
                                SeraiCatalog.parsed(text).at("/metadata/name").asText())
                        .isEqualTo(name));
    }

    @Test
    void theLanguageServerGetsItsSettings() throws IOException {
        CatalogMain.main(new String[] {folder.toString()});

        var settings = Json.read(Files.readAllBytes(folder.resolve("settings.json")));
        assertThat(settings.path("camel.extra-components")
                        .valueStream()
                        .map(component -> component.at("/component/scheme").asText()))
                .containsExactlyElementsOf(SeraiCatalog.components().keySet());
        assertThat(folder.resolve("components/ollama.json")).exists();
        assertThat(folder.resolve("kamelets/web-search-tool.kamelet.yaml")).exists();
    }
}
