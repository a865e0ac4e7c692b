package dev.serai.offline.daytona;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Json;
import dev.serai.offline.junit.DaytonaServerExtension;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CodeTest {
    @RegisterExtension
    static DaytonaServerExtension daytona = new DaytonaServerExtension();

    private Client client;
    private String id;

    @BeforeEach
    void startSandbox() {
        Programs.need("python3");
        client = Client.of(daytona.server());
        id = client.sandbox("{}");
    }

    @Test
    void codeOfAnySizeAndAnyCharactersRuns() {
        var code = "x = '''" + "ä'\"$`\\\\\n".repeat(50_000) + "'''\nprint(len(x), x[:2])";
        assertThat(run("python", code).path("result").asText()).isEqualTo("350000 ä'\n");
    }

    @Test
    void argumentsAndOutputsReachTheCode() {
        var body =
                Json.object().put("code", "import sys\nprint(sys.argv[1:])\nprint('e', file=sys.stderr)\nsys.exit(4)");
        body.put("language", "python").putArray("argv").add("a").add("b");
        var answer = client.json("POST", "/toolbox/" + id + "/process/code-run", Json.write(body));
        assertThat(answer.path("result").asText()).contains("['a', 'b']\n", "e\n");
        assertThat(answer.path("exitCode").asInt()).isEqualTo(4);
    }

    @Test
    void javaScriptRuns() {
        Programs.need("node");
        var answer = run("javascript", "console.log([1, 2].map(n => n * 2)); throw new Error('boom')");
        assertThat(answer.path("result").asText()).contains("[ 2, 4 ]", "Error: boom");
        assertThat(answer.path("exitCode").asInt()).isEqualTo(1);
    }

    /** With as much of the library as the collecting needs, for machines that don't have it. */
    @Test
    void figuresThatAreShownAreCharts() {
        client.execute(id, """
                mkdir matplotlib && touch matplotlib/__init__.py
                cat > matplotlib/pyplot.py <<'EOF'
                drawn = []
                class Axis:
                    def get_major_locator(self): return None
                class Line2D:
                    def get_xdata(self): return [1, 2, 3]
                    def get_ydata(self): return drawn[0]
                    def get_label(self): return 'herd'
                class Axes:
                    lines, texts, xaxis, yaxis = [Line2D()], [], Axis(), Axis()
                    patches = collections = images = artists = tables = []
                    def get_title(self): return 'growth'
                    def get_xlabel(self): return 'year'
                    def get_ylabel(self): return ''
                    def get_xticks(self): return [1, 2]
                    def get_yticks(self): return []
                    def get_xticklabels(self): return []
                    def get_yticklabels(self): return []
                    def get_xscale(self): return 'linear'
                    def get_yscale(self): return 'log'
                    def get_subplotspec(self): return None
                    def get_children(self): return []
                class Figure:
                    axes = [Axes()]
                    def savefig(self, file, **options): file.write(b'picture')
                def plot(points): drawn.append(points)
                def get_fignums(): return [1] if drawn else []
                def figure(number): return Figure()
                def close(what): drawn.clear()
                def show(): pass
                EOF
                """);
        var answer = run("python", "import matplotlib.pyplot as plt\nplt.plot([4, 5, 7])\nplt.show()\nprint('done')");
        assertThat(answer.path("result").asText()).isEqualTo("done\n");
        var chart = answer.at("/artifacts/charts/0");
        assertThat(chart.path("title").asText()).isEqualTo("growth");
        assertThat(chart.path("png").asText()).isEqualTo("cGljdHVyZQ==");
        assertThat(chart.path("elements"))
                .isEqualTo(Json.parse("[{'label':'herd','points':[[1,4],[2,5],[3,7]]}]".replace('\'', '"')));
    }

    @Test
    void figuresOfTheRealLibraryTellWhatTheyShow() {
        Programs.needPython("matplotlib");
        var charts = run("python", """
                        import matplotlib.pyplot as plt
                        plt.plot([1, 2, 3], [4.0, 5.5, 7.0], label='herd')
                        plt.axhline(5)
                        plt.figure()
                        plt.pie([1, 3], labels=['a', 'b'], autopct='%d')
                        plt.figure()
                        plt.boxplot([[1, 2, 3, 4, 30], [2, 4, 6, 8, 11]], patch_artist=True, labels=['p', 'q'])
                        plt.figure()
                        plt.bar(['a', 'b'], [1, 2])
                        _, (left, right) = plt.subplots(1, 2)
                        left.scatter([1, 2], [3, 4])
                        left.set_title('cloud')
                        right.bar(['a', 'b'], [1, 2])
                        plt.show()
                        """).at("/artifacts/charts");
        assertThat(charts.findValuesAsText("type"))
                // The bars alone are lost, as with the service.
                .containsExactly("line", "pie", "box_and_whisker", "composite_chart", "scatter", "bar");
        assertThat(charts.at("/0/elements").toString())
                .isEqualTo("[{\"label\":\"herd\",\"points\":[[1,4.0],[2,5.5],[3,7.0]]}]");
        assertThat(charts.at("/0/x_scale").asText()).isEqualTo("linear");
        assertThat(charts.at("/1/elements/1/label").asText()).isEqualTo("b");
        assertThat(charts.at("/1/elements/1/angle").asDouble()).isEqualTo(270);
        assertThat(charts.at("/2/elements/0/median").asDouble()).isEqualTo(3);
        assertThat(charts.at("/2/elements/0/outliers").toString()).isEqualTo("[30]");
        assertThat(charts.at("/2/elements/1/third_quartile").asDouble()).isEqualTo(8);
        assertThat(charts.at("/3/elements/0/title").asText()).isEqualTo("cloud");
        assertThat(Base64.getDecoder().decode(charts.at("/3/png").asText()))
                .startsWith(0x89, 'P', 'N', 'G')
                .hasSizeGreaterThan(1000);
    }

    @Test
    void codeThatDrawsFailsByItsOwnLine() {
        var answer = run("python", "def f():\n    raise ValueError('boom')\nif False:\n    import matplotlib\nf()");
        assertThat(answer.path("exitCode").asInt()).isEqualTo(1);
        assertThat(answer.path("result").asText())
                .isEqualTo("Traceback (most recent call last):\n"
                        + "  File \"<target_code>\", line 2, in f\n    raise ValueError('boom')\nValueError: boom\n");
    }

    @Test
    void codeThatEndsItsInterpreterEndsOnlyThat() {
        var first = interpret("import os; os._exit(3)");
        assertThat(first.code()).isEqualTo(1001);
        assertThat(interpret("print('again')").texts().get(0)).contains("again");
    }

    @Test
    void piecesOfCodeWaitForOneAnother() {
        var slow = client.connect("/toolbox/" + id + "/process/interpreter/execute");
        slow.send("{\"code\":\"import time; time.sleep(0.5); order = ['slow']\"}");
        assertThat(interpret("order.append('quick'); print(order)").texts().get(0))
                .contains("['slow', 'quick']");
        assertThat(slow.awaitClose().code()).isEqualTo(1000);
    }

    @Test
    void variablesOfAPieceOfCodeAreGoneAfterIt() {
        var frames = client.connect("/toolbox/" + id + "/process/interpreter/execute");
        frames.send("{\"code\":\"import os; print(os.environ['V'])\",\"envs\":{\"V\":\"seen\"}}");
        assertThat(frames.awaitClose().texts().get(0)).contains("seen");
        assertThat(interpret("print(os.environ.get('V'))").texts().get(0)).contains("None");
    }

    @Test
    void anInterpreterOverItsTimeSaysSo() {
        var frames = client.connect("/toolbox/" + id + "/process/interpreter/execute");
        frames.send("{\"code\":\"while True: pass\",\"timeout\":1}");
        assertThat(frames.awaitClose().code()).isEqualTo(4008);
    }

    @Test
    void nonsenseIsRefusedWithItsReason() {
        var frames = client.connect("/toolbox/" + id + "/process/interpreter/execute");
        frames.send("no json");
        assertThat(frames.awaitClose().code()).isEqualTo(1002);
        var unknown = client.connect("/toolbox/" + id + "/process/interpreter/execute");
        unknown.send("{\"code\":\"1\",\"contextId\":\"none\"}");
        assertThat(unknown.awaitClose().code()).isEqualTo(1008);
        assertThat(unknown.reason()).isEqualTo("context not found: none");
    }

    private Frames interpret(String code) {
        var frames = client.connect("/toolbox/" + id + "/process/interpreter/execute");
        frames.send(Json.write(Json.object().put("code", code)));
        return frames.awaitClose();
    }

    private JsonNode run(String language, String code) {
        var body = Json.object().put("language", language).put("code", code);
        return client.json("POST", "/toolbox/" + id + "/process/code-run", Json.write(body));
    }
}
