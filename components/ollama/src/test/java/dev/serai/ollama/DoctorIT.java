package dev.serai.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.ollama.Capability;
import dev.serai.offline.ollama.Model;
import dev.serai.offline.ollama.OllamaStandIn;
import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.OllamaException;
import dev.serai.ollama.doctor.DoctorReport;
import dev.serai.ollama.doctor.Finding;
import dev.serai.ollama.doctor.Level;
import java.time.Duration;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DoctorIT {

    private OllamaStandIn server;
    private Routes routes;

    @BeforeEach
    void start() throws Exception {
        server = OllamaStandIn.builder()
                .withoutBuiltInModels()
                .model(llama("llama3.1:8b", 0.5))
                .model(Model.named("nomic-embed-text")
                        .capabilities(Capability.EMBEDDING)
                        .build())
                .start();
        routes = Routes.on(server.baseUrl());
    }

    @AfterEach
    void stop() {
        routes.close();
        server.close();
    }

    /** In memory it takes 160 KiB for a token, of which 128 are what an f16 cache of this model takes. */
    private static Model llama(String name, double vramShare) {
        return Model.named(name)
                .size(4_920_753_328L)
                .parameterSize("8.0B")
                .quantization("Q4_K_M")
                .contextLength(131_072)
                .embeddingLength(10_240)
                .info("llama.block_count", 32)
                .info("llama.attention.head_count", 32)
                .info("llama.attention.head_count_kv", 8)
                .info("llama.attention.key_length", 128)
                .info("llama.attention.value_length", 128)
                .info("llama.vocab_size", 128_256)
                .vramShare(vramShare)
                .build();
    }

    private static DoctorReport report(Exchange exchange) {
        assertThat(exchange.getException()).isNull();
        return exchange.getMessage().getBody(DoctorReport.class);
    }

    private static OllamaError error(Exchange exchange) {
        return exchange.getException(OllamaException.class).error();
    }

    @Test
    void aSplitModelInMemoryIsAProblem() {
        routes.send("ollama:load/llama3.1:8b", null);
        var exchange = routes.send("ollama:doctor", null);
        var report = report(exchange);
        assertThat(exchange.getMessage().getHeader(OllamaConstants.VERDICT)).isEqualTo("problems");
        assertThat(exchange.getMessage().getHeader(OllamaConstants.NODE)).isEqualTo(server.baseUrl());
        assertThat(report.of(Level.PROBLEM))
                .extracting(Finding::text)
                .singleElement()
                .asString()
                .contains("50 % of its 5.8 GiB")
                .contains("about 5 times slower");
        assertThat(report.toString()).contains("runs with a context of 8192 tokens (trained for 131072), as this");
    }

    @Test
    void theCacheOfAModelOnTheGpuIsEstimated() {
        server.models().add(llama("llama3.1:8b", 1));
        routes.send("ollama:load/llama3.1:8b", null);
        var text = routes.ask("ollama:doctor", null, String.class);
        assertThat(text)
                .startsWith("Verdict: hints")
                .contains("KV cache looks like f16 (estimated")
                .contains("1.0 GiB");
    }

    @Test
    void anotherContextThanAskedIsNoticed() {
        routes.send("ollama:load/llama3.1:8b?numCtx=4096", null);
        assertThat(routes.ask("ollama:doctor", null, String.class))
                .contains("runs with a context of 4096 tokens (trained for 131072), but this endpoint asks for 8192");
        var asked = routes.send("ollama:doctor", null, Map.of(OllamaConstants.NUM_CTX, 4096));
        assertThat(report(asked).toString()).contains("as this endpoint asks");
    }

    @Test
    void memoryJudgesEveryInstalledModelOrTheNamedOne() {
        assertThat(routes.ask("ollama:doctor?memory=4g", null, String.class))
                .contains("[problem] llama3.1:8b: needs about")
                .contains("[ok] nomic-embed-text:latest: needs about");
        assertThat(routes.ask("ollama:doctor/nomic-embed-text?memory=4g", null, String.class))
                .contains("[ok] nomic-embed-text:latest: needs about")
                .doesNotContain("[problem]");
    }

    @Test
    void headersWinOverModelAndMemory() {
        var report = report(routes.send(
                "ollama:doctor/nomic-embed-text?memory=4g",
                null,
                Map.of(OllamaConstants.MODEL, "qwen3:32b", OllamaConstants.MEMORY, "24GiB")));
        assertThat(report.toString())
                .contains("qwen3:32b: is not on " + server.baseUrl())
                .contains("[ok] qwen3:32b: needs about 18.2 GiB")
                .doesNotContain("nomic-embed-text:latest: needs");
    }

    @Test
    void aMemoryThatIsNoAmountIsRefused() {
        var exchange = routes.send("ollama:doctor", null, Map.of(OllamaConstants.MEMORY, "much"));
        assertThat(error(exchange)).isEqualTo(OllamaError.BAD_OPTION);
        assertThat(exchange.getException()).hasMessageContaining("header CamelOllamaMemory is 'much'");
    }

    @Test
    void otherApisHaveNothingOfTheKind() {
        assertThat(error(routes.send("ollama:doctor?api=openai", null))).isEqualTo(OllamaError.NOT_IN_API);
    }

    @Test
    void theOnlyServerBeingDownIsAnException() {
        server.close();
        assertThat(error(routes.send("ollama:doctor?retries=0", null))).isEqualTo(OllamaError.REFUSED);
    }

    @Test
    void oneOfSeveralServersBeingDownIsAFinding() {
        try (var other = OllamaStandIn.builder().version("0.32.1").start()) {
            var hosts = server.host() + "," + other.host();
            server.close();
            var exchange = routes.send("ollama:doctor?hosts=" + hosts, null, Map.of(OllamaConstants.NODE, "old"));
            assertThat(report(exchange).of(Level.PROBLEM))
                    .extracting(Finding::subject)
                    .containsExactly(server.baseUrl());
            assertThat(report(exchange).toString()).contains("answers, version 0.32.1");
            assertThat(exchange.getMessage().getHeader(OllamaConstants.NODE)).isNull();
        }
    }

    @Test
    void aCloudModelIsNotAskedFor() {
        assertThat(error(routes.send("ollama:doctor/gpt-oss:120b-cloud", null))).isEqualTo(OllamaError.CLOUD_MODEL);
        assertThat(server.requests().total()).isZero();
    }

    @Test
    void routesReadTheReportInSimpleExpressions() throws Exception {
        var yaml = """
                - route:
                    from:
                      uri: direct:check
                      steps:
                        - to:
                            uri: ollama:doctor
                        - setBody:
                            simple: "${header.CamelOllamaVerdict}: ${body.toMap[nodes][0][version]}"
                """;
        try (var other = Routes.start(Map.of(Routes.BASE_URL, server.baseUrl()), yaml)) {
            assertThat(other.ask("direct:check", null, String.class)).isEqualTo("ok: 0.33.0");
        }
    }

    @Test
    void eachModelIsDescribedOnce() {
        var report = report(routes.send("ollama:doctor?memory=24g", null));
        assertThat(report.nodes()).hasSize(1);
        server.requests().awaitIdle(Duration.ofSeconds(10));
        assertThat(server.requests().to("/api/show")).hasSize(2);
    }
}
