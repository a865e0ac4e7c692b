package dev.serai.offline.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ScriptFileTest {
    private static final String FILE = """
            {
              "models": [
                { "name": "llama3.2:3b", "capabilities": ["completion", "vision"], "contextLength": 2048,
                  "loadTime": "5ms", "parameters": { "stop": ["END"] } }
              ],
              "remote": [{ "model": { "name": "tiny:1b" }, "layers": [10], "stepsPerLayer": 1, "lineEvery": "1ms" }],
              "rules": [
                { "when": { "contains": "busy" }, "times": 1, "reply": { "busy": true, "retryAfter": 2 } },
                { "when": { "matches": "^w", "model": "llama3.2:3b", "turn": 1, "through": "chat" },
                  "replies": [{ "text": "first END not this" }, { "chunks": ["sec", "ond"], "thinking": "hm" }] },
                { "when": { "contains": "call" }, "reply": {
                  "toolCalls": [{ "name": "f", "arguments": { "x": 1 } }], "tokenEvery": 1, "doneReason": "stop" } }
              ],
              "otherwise": { "error": "no rule", "status": 418 }
            }""";

    @Test
    void aFileDefinesModelsRulesAndAFallback() {
        try (var server = OllamaStandIn.builder().script(ScriptFile.parse(FILE)).start()) {
            assertThat(Http.post(server, "/api/chat", Http.chat("scripted-chat", "busy"))
                            .headers()
                            .firstValue("Retry-After"))
                    .hasValue("2");
            assertThat(Http.said(Http.post(server, "/api/chat", Http.chat("llama3.2:3b", "who?"))))
                    .isEqualTo("first ");
            assertThat(Http.said(Http.post(server, "/api/chat", Http.chat("llama3.2:3b", "who?"))))
                    .isEqualTo("second");
            assertThat(Http.post(server, "/api/chat", Http.chat("scripted-chat", "call"))
                            .body())
                    .contains("\"arguments\":{\"x\":1}");
            assertThat(Http.post(server, "/api/chat", Http.chat("scripted-chat", "hi"))
                            .statusCode())
                    .isEqualTo(418);
            assertThat(Http.post(server, "/api/pull", "{\"model\":\"tiny:1b\"}").body())
                    .contains("success");
        }
    }

    @Test
    void theFileInTheDocumentationIsValid() throws IOException {
        var text = Files.readString(Path.of("SCRIPT.md"));
        var json = text.substring(text.indexOf("```json") + 7, text.lastIndexOf("```"));

        try (var server = OllamaStandIn.builder().script(ScriptFile.parse(json)).start()) {
            assertThat(Http.said(Http.post(server, "/api/chat", Http.chat("llama3.2:3b", "hi"))))
                    .isEqualTo("one two");
        }
    }

    @Test
    void aMisspeltKeyIsRefused() {
        var file = ScriptFile.parse("{\"rules\":[{\"when\":{\"contain\":\"x\"},\"reply\":{\"text\":\"y\"}}]}");
        var script = new Script();

        assertThatThrownBy(() -> file.applyTo(script))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"contain\"");
        assertThatThrownBy(() -> ScriptFile.parse("{\"rule\":[]}")).hasMessageContaining("\"rule\"");
    }

    @Test
    void mainListensOnLoopbackOnlyUnlessAsked() {
        assertThatThrownBy(() -> OllamaMain.main(new String[] {"--host", "0.0.0.0"}))
                .hasMessageContaining("--allow-foreign-hosts");
    }
}
