package dev.serai.offline.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.junit.OllamaServerExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NotDoneTest {
    @RegisterExtension
    static OllamaServerExtension ollama = new OllamaServerExtension();

    @ParameterizedTest(name = "{0} {1} names {2}")
    @CsvSource(delimiter = '|', textBlock = """
            /v1/responses        | {"model":"scripted-chat","input":"hi"}                              | /v1/responses
            /v1/messages         | {"model":"scripted-chat","messages":[]}                             | /v1/messages
            /api/chat            | {"model":"scripted-chat","_debug_render_only":true,"messages":[]}   | _debug_render_only
            /api/create          | {"model":"x","from":"scripted-chat","quantize":"q4_0"}              | quantize
            /api/create          | {"model":"x","from":"scripted-chat","adapters":{"a":"sha256:1"}}    | adapters
            /api/show            | {"model":"scripted-chat","verbose":true}                            | verbose
            /api/generate        | {"model":"scripted-chat","prompt":"hi","logprobs":true}             | logprobs
            /v1/completions      | {"model":"scripted-chat","prompt":["a","b"]}                        | several prompts
            """)
    void whatItDoesNotDoIsRefusedByName(String path, String body, String name) {
        var answer = Http.post(ollama.server(), path, body);

        assertThat(answer.statusCode()).isEqualTo(501);
        assertThat(answer.body()).contains(name);
    }
}
