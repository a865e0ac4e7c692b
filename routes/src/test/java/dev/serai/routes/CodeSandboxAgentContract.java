package dev.serai.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.offline.ollama.OllamaStandIn;
import dev.serai.offline.ollama.ScriptedReply;
import dev.serai.support.json.Json;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the workflow does, wherever its programs run. The model is scripted, the programs are real. */
abstract class CodeSandboxAgentContract {

    private static final String CSV = "month,amount\nApril,120\nMay,310\nJune,95\n";

    private static final String WRONG =
            "import csv\nprint(max(float(row['sum']) for row in csv.DictReader(open('data.csv'))))";

    private static final String RIGHT = "import csv\n"
            + "best = max(csv.DictReader(open('data.csv')), key=lambda row: float(row['amount']))\n"
            + "print('best', best['month'], best['amount'])\n";

    /** A PNG of one pixel without a library. */
    private static final String CHART = "import struct, zlib\n"
            + "def chunk(kind, data):\n"
            + "    return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))\n"
            + "with open('chart.png', 'wb') as out:\n"
            + "    out.write(b'\\x89PNG\\r\\n\\x1a\\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 1, 1, 8, 2, 0, 0, 0))\n"
            + "        + chunk(b'IDAT', zlib.compress(b'\\0\\xff\\0\\0')) + chunk(b'IEND', b''))\n";

    private static final String TOOL = """
            - route:
                from:
                  uri: platform-http:/run
                  steps:
                    - unmarshal:
                        json: {}
                    - to:
                        uri: kamelet:run-python-tool
                        parameters:
                          sandbox: "{{code.sandbox:daytona}}"
                          networkBlockAll: %s
                          maxOutput: 60
            """;

    @RegisterExtension
    final OllamaServerExtension ollama =
            new OllamaServerExtension(OllamaStandIn.builder().model("qwen3:4b"));

    @TempDir
    Path charts;

    /** Which component has the sandboxes, and where its stand-in is. */
    abstract Map<String, String> sandbox();

    /** How many sandboxes there are now. */
    abstract int left();

    private LocalServer start(Map<String, String> more) throws Exception {
        var properties = new HashMap<>(sandbox());
        properties.put("code.charts", charts.toString());
        properties.putAll(more);
        return new LocalServer("file:code-sandbox-agent/code-sandbox-agent.camel.yaml", ollama.baseUrl(), properties);
    }

    private static Map<?, ?> ask(LocalServer server) throws Exception {
        var question = Json.text(Map.of("chatInput", "Which month was best?", "csv", CSV, "sessionId", "s"));
        var answer = server.post("/webhook/code", question);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.map(answer.body());
    }

    private String lastResult() {
        var messages = ollama.server().requests().last().json().at("/messages");
        return messages.get(messages.size() - 1).get("content").asText();
    }

    private static ScriptedReply runs(String code) {
        return ScriptedReply.toolCall("run_python", Map.of("code", code));
    }

    @Test
    void theAgentMendsItsProgramAndAnswersWithAChart() throws Exception {
        ollama.when().lastRole("user").reply(runs(WRONG));
        ollama.when().contains("KeyError: 'sum'").lastRole("tool").times(1).reply(runs(RIGHT + CHART));
        ollama.always(ScriptedReply.text("May, 'with' 310, ${body}."));
        try (var server = start(Map.of())) {
            var answer = ask(server);
            assertThat(answer.get("output")).isEqualTo("May, 'with' 310, ${body}.");
            var png = Base64.getDecoder().decode((String) answer.get("chart"));
            assertThat(Arrays.copyOf(png, 4)).isEqualTo(new byte[] {(byte) 0x89, 'P', 'N', 'G'});
            assertThat(lastResult()).isEqualTo("best May 310\n");
            assertThat(charts).isEmptyDirectory();
        }
        assertThat(left()).isZero();
    }

    @Test
    void withoutAChartThereIsOnlyTheAnswer() throws Exception {
        ollama.when().lastRole("user").reply(runs(RIGHT));
        ollama.always(ScriptedReply.text("May."));
        try (var server = start(Map.of())) {
            assertThat(ask(server)).isEqualTo(Map.of("output", "May."));
        }
    }

    @Test
    void aProgramWithoutAnEndIsStoppedAndTheModelReadsWhatItWrote() throws Exception {
        ollama.when().lastRole("user").reply(runs("print('begun', flush=True)\nwhile True: pass"));
        ollama.always(ScriptedReply.text("It took too long."));
        try (var server = start(Map.of("code.timeLimit", "2s"))) {
            assertThat(ask(server).get("output")).isEqualTo("It took too long.");
            assertThat(lastResult()).contains("begun").contains("time limit");
        }
        assertThat(left()).isZero();
    }

    private LocalServer tool(boolean networkBlockAll) throws Exception {
        return new LocalServer(TOOL.formatted(networkBlockAll), ollama.baseUrl(), sandbox());
    }

    private static String run(LocalServer server, Map<String, ?> arguments) throws Exception {
        return server.post("/run", Json.text(arguments)).body();
    }

    @Test
    void aModelReadsWhatItsCodePrintsAndItsErrors() throws Exception {
        try (var server = tool(false)) {
            assertThat(run(server, Map.of("code", "import sys\nprint(6 * 7)\nsys.exit('no more')")))
                    .isEqualTo("42\nno more\n[exit code 1]");
            assertThat(run(server, Map.of("code", "print('x' * 1000)")))
                    .startsWith("xxxx")
                    .hasSizeLessThan(200)
                    .contains("cut");
        }
        assertThat(left()).isZero();
    }

    @Test
    void aModelChoosesOnlyTheCode() throws Exception {
        try (var server = tool(false)) {
            var arguments = Map.of("code", "print(1)", "sandbox", "other", "cwd", "/nowhere", "collect", "/etc/passwd");
            assertThat(run(server, arguments)).isEqualTo("1\n");
        }
    }

    @Test
    void withoutNetworkIsAskedForAndNotOnlySaid() throws Exception {
        try (var server = tool(true)) {
            // A stand-in can't take the network away, and says so.
            assertThat(server.post("/run", Json.text(Map.of("code", "print(1)")))
                            .statusCode())
                    .isEqualTo(500);
        }
        assertThat(left()).isZero();
    }
}
