package dev.serai.n8n;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.n8n.report.Made;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

    @TempDir
    private Path temp;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Main main = new Main(new PrintStream(out), new PrintStream(err));

    @Test
    void filesOfOneNameGetFoldersOfTheirOwn() throws Exception {
        var json = Workflows.named("W").node("A", "manualTrigger", 1, "{}").bytes();
        var first = Files.write(temp.resolve("a.json"), json);
        var second = Files.write(temp.resolve("b.json"), json);
        var routes = temp.resolve("routes");

        assertThat(main.run(List.of("import", first.toString(), second.toString(), "-o", routes.toString())))
                .isZero();
        assertThat(routes.resolve("w/w.camel.yaml")).exists();
        assertThat(routes.resolve("w-2/w-2.camel.yaml")).exists();
        assertThat(main.run(List.of("import", first.toString(), "-o", routes.toString())))
                .isZero();
        assertThat(routes.resolve("w-3/w-3.camel.yaml")).exists();
        assertThat(routes.resolve("w/REPORT.md")).content().startsWith("# Import of W");
    }

    @Test
    void aFileThatIsNoWorkflowDoesNotStopTheOthers() throws Exception {
        var bad = Files.writeString(temp.resolve("bad.json"), "no");
        var good = Files.write(
                temp.resolve("a.json"),
                Workflows.named("W").node("A", "manualTrigger", 1, "{}").bytes());

        assertThat(main.run(List.of("import", bad.toString(), good.toString(), "-o", temp.toString())))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("[N8N-001]");
        assertThat(temp.resolve("w/report.json")).exists();
    }

    @Test
    void withoutACommandItTellsHow() {
        assertThat(main.run(List.of())).isEqualTo(2);
        assertThat(err.toString()).contains("import workflow.json -o routes/");
    }

    @Test
    void workflowsThatAreImportedTogetherFindOneAnother() throws Exception {
        var called = Workflows.named("Prices")
                .id("p1")
                .node("Asked", "executeWorkflowTrigger", 1, "{}")
                .bytes();
        var errors = Workflows.named("Alarm")
                .id("e1")
                .node("Failed", "errorTrigger", 1, "{}")
                .bytes();
        var caller = Workflows.named("Orders")
                .setting("errorWorkflow", "e1")
                .node("Start", "manualTrigger", 1, "{}")
                .node("By id", "executeWorkflow", 1.2, "{\"workflowId\": {\"__rl\": true, \"value\": \"p1\"}}")
                .node(
                        "By name",
                        "executeWorkflow",
                        1.2,
                        "{\"workflowId\": {\"value\": \"of another n8n\", \"cachedResultName\": \"Prices\"}}")
                .node("Missing", "executeWorkflow", 1, "{\"workflowId\": \"gone\"}")
                .edge("Start", "By id")
                .edge("By id", "By name")
                .edge("By name", "Missing")
                .bytes();
        var folder = temp.resolve("routes");

        assertThat(run(folder, caller, called, errors)).isZero();
        var properties = properties(folder.resolve("orders"));
        assertThat(properties)
                .containsEntry("orders.by-id.calls", "prices")
                .containsEntry("orders.by-name.calls", "prices")
                .containsEntry("orders.missing.calls", "nothing-yet")
                .containsEntry("orders.error-flow", "direct:alarm/errors");
        assertThat(folder.resolve("alarm/alarm.camel.yaml")).content().contains("uri: direct:alarm/errors");
        assertThat(folder.resolve("orders/REPORT.md"))
                .content()
                .contains("the workflow that it calls is not among those imported with it: gone")
                .doesNotContain("error workflow");
    }

    /** Else a stranger's file could take the place of one's own. */
    @Test
    void ofTwoWorkflowsWithTheIdThatIsCalledNeitherIs() throws Exception {
        var one = Workflows.named("One")
                .id("x")
                .node("Asked", "executeWorkflowTrigger", 1, "{}")
                .bytes();
        var two = Workflows.named("Two")
                .id("x")
                .node("Asked", "executeWorkflowTrigger", 1, "{}")
                .bytes();
        var caller = Workflows.named("Caller")
                .node("Start", "manualTrigger", 1, "{}")
                .node(
                        "Call",
                        "executeWorkflow",
                        1,
                        "{\"workflowId\": {\"value\": \"x\", \"cachedResultName\": \"One\"}}")
                .edge("Start", "Call")
                .bytes();

        assertThat(run(temp.resolve("routes"), one, two, caller)).isZero();
        assertThat(properties(temp.resolve("routes/caller"))).containsEntry("caller.call.calls", "nothing-yet");
    }

    @Test
    void whereAnExpressionSaysWhichIsCalledTheNameOfAnEarlierChoiceDoesNot() throws Exception {
        var prices = Workflows.named("Prices")
                .node("Asked", "executeWorkflowTrigger", 1, "{}")
                .bytes();
        var caller = Workflows.named("Caller")
                .node("Start", "manualTrigger", 1, "{}")
                .node(
                        "Call",
                        "executeWorkflow",
                        1.2,
                        "{\"workflowId\": {\"value\": \"={{ $json.which }}\", \"cachedResultName\": \"Prices\"}}")
                .edge("Start", "Call")
                .bytes();

        assertThat(run(temp.resolve("routes"), prices, caller)).isZero();
        assertThat(properties(temp.resolve("routes/caller"))).containsEntry("caller.call.calls", "nothing-yet");
        assertThat(temp.resolve("routes/caller/REPORT.md"))
                .content()
                .contains("an expression says which workflow it calls", "caller.call.calls");
    }

    @Test
    void anExportOfAllIsOneFile() throws Exception {
        var one = new String(
                Workflows.named("One").node("A", "manualTrigger", 1, "{}").bytes(), UTF_8);
        var two = new String(
                Workflows.named("Two").node("A", "manualTrigger", 1, "{}").bytes(), UTF_8);

        assertThat(run(temp.resolve("routes"), ("[" + one + "," + two + "]").getBytes(UTF_8)))
                .isZero();
        assertThat(temp.resolve("routes/one/one.camel.yaml")).exists();
        assertThat(temp.resolve("routes/two/two.camel.yaml")).exists();
    }

    @Test
    void ofAFolderAllFilesAreImported() throws Exception {
        var exports = Files.createDirectory(temp.resolve("exports"));
        for (var name : List.of("One", "Two")) {
            Files.write(
                    exports.resolve(name + ".json"),
                    Workflows.named(name)
                            .node("A", "manualTrigger", 1, "{}")
                            .node("B", "postgres", 2.5, "{\"operation\": \"executeQuery\", \"query\": \"select 1\"}")
                            .node("C", "postgres", 2.5, "{\"operation\": \"executeQuery\", \"query\": \"select 2\"}")
                            .edge("A", "B")
                            .edge("B", "C")
                            .bytes());
        }
        Files.writeString(exports.resolve("notes.txt"), "no workflow");
        var folder = temp.resolve("routes");

        assertThat(main.run(List.of("import", exports.toString(), "-o", folder.toString())))
                .isZero();
        assertThat(folder.resolve("one/one.camel.yaml")).exists();
        assertThat(out.toString()).contains("One.json -> ", "Two.json -> ", ", 1 to be configured");
    }

    @Test
    void anEarlierImportIsOnlyReplacedWhereThatIsSaidAndItsValuesStay() throws Exception {
        var json = Workflows.named("W")
                .node("A", "webhook", 2, "{\"path\": \"a\"}")
                .bytes();
        var folder = temp.resolve("routes");
        assertThat(run(folder, json)).isZero();
        var set = folder.resolve("w/application.properties");
        Files.writeString(set, "w.a.path=/webhook/mine\\u00e4\nmy\\ own=x\\\\y\n");
        Files.writeString(folder.resolve("w/w.camel.yaml"), "# mine");

        var again = new Main(new PrintStream(out), new PrintStream(err));
        assertThat(again.run(List.of("import", file(json), "-o", folder.toString())))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("[N8N-006]").contains("--replace");
        assertThat(folder.resolve("w/w.camel.yaml")).content().isEqualTo("# mine");

        again = new Main(new PrintStream(out), new PrintStream(err));
        assertThat(again.run(List.of("import", "--replace", file(json), "-o", folder.toString())))
                .isZero();
        assertThat(folder.resolve("w/w.camel.yaml")).content().contains("w/a");
        assertThat(properties(folder.resolve("w")))
                .containsEntry("w.a.path", "/webhook/mine\u00e4")
                .containsEntry("my own", "x\\y")
                .containsKey("w.settings");
    }

    /** Else the key of one server is sent to another. */
    @ParameterizedTest
    @CsvSource({"A, B", "Ask, Ask?", "\u95ee, \u7b54", "the same beginning of all 1, the same beginning of all 2"})
    void aSecretStaysWithItsNode(String first, String second) throws Exception {
        var folder = temp.resolve("routes");
        assertThat(run(
                        folder,
                        Workflows.named("W")
                                .node("Start", "manualTrigger", 1, "{}")
                                .node(first, "httpRequest", 4.2, asking("one4711pass"))
                                .node(second, "httpRequest", 4.2, asking("two4712pass"))
                                .edge("Start", first)
                                .edge(first, second)
                                .bytes()))
                .isZero();
        var set = folder.resolve("w/application.properties");
        var lines = Files.readAllLines(set);
        var names = lines.stream().filter(line -> line.startsWith("w.vars.")).toList();
        assertThat(names).hasSize(2).doesNotHaveDuplicates();
        // They stand in the order of the nodes.
        Files.writeString(set, names.get(0) + "of one\n" + names.get(1) + "of two\n");

        var left = Workflows.named("W")
                .node("Start", "manualTrigger", 1, "{}")
                .node(second, "httpRequest", 4.2, asking("two4712pass"))
                .edge("Start", second)
                .bytes();
        var again = new Main(new PrintStream(out), new PrintStream(err));
        assertThat(again.run(List.of("import", "--replace", file(left), "-o", folder.toString())))
                .isZero();
        assertThat(Files.readString(folder.resolve("w/w.n8n.json")))
                .doesNotContain(names.get(0).substring(2).replace("=", ""));
        assertThat(properties(folder.resolve("w"))).containsEntry(names.get(1).replace("=", ""), "of two");
    }

    private static String asking(String key) {
        return "{\"url\": \"https://example.org\", \"sendHeaders\": true, \"headerParameters\": {\"parameters\": ["
                + "{\"name\": \"X-Api-Key\", \"value\": \"" + key + "\"}]}}";
    }

    @Test
    void aValueOfSeveralLinesAndOneWithABlankInFrontStay() throws Exception {
        var json = Workflows.named("W")
                .node("A", "webhook", 2, "{\"path\": \"a\"}")
                .bytes();
        var folder = temp.resolve("routes");
        assertThat(run(folder, json)).isZero();
        Files.writeString(
                folder.resolve("w/application.properties"),
                "w.a.path=\\ x\nw.key=-----BEGIN\\n\\\n  AB\\r\\nCD\\tE\\n\n\\#own=y\n\\ blank=z\n");
        var before = properties(folder.resolve("w"));
        assertThat(before).containsEntry("w.key", "-----BEGIN\nAB\r\nCD\tE\n").containsEntry("w.a.path", " x");

        var again = new Main(new PrintStream(out), new PrintStream(err));
        assertThat(again.run(List.of("import", "--replace", file(json), "-o", folder.toString())))
                .isZero();
        assertThat(properties(folder.resolve("w"))).containsAllEntriesOf(before);
    }

    @Test
    void whatNobodyHasSetIsWhatTheNewWorkflowSays() throws Exception {
        var called = Workflows.named("Prices")
                .node("Asked", "executeWorkflowTrigger", 1, "{}")
                .bytes();
        var folder = temp.resolve("routes");
        assertThat(run(folder, calling("old", "mine", "gone"))).isZero();
        var set = folder.resolve("w/application.properties");
        Files.writeString(set, Files.readString(set).replace("mine", "set"));
        assertThat(properties(folder.resolve("w"))).containsEntry("w.call.calls", "nothing-yet");

        var again = new Main(new PrintStream(out), new PrintStream(err));
        assertThat(again.run(List.of(
                        "import",
                        "--replace",
                        file(calling("new", "other", null)),
                        file(called),
                        "-o",
                        folder.toString())))
                .isZero();
        assertThat(properties(folder.resolve("w")))
                .containsEntry("w.call.calls", "prices")
                .containsEntry("w.a.path", "/webhook/new")
                .containsEntry("w.b.path", "/webhook/set")
                .doesNotContainKey("w.c.path");
    }

    private static byte[] calling(String a, String b, String c) {
        var workflow = Workflows.named("W")
                .node("A", "webhook", 2, "{\"path\": \"" + a + "\"}")
                .node("B", "webhook", 2, "{\"path\": \"" + b + "\"}")
                .node(
                        "Call",
                        "executeWorkflow",
                        1,
                        "{\"workflowId\": {\"value\": \"x\", \"cachedResultName\": \"Prices\"}}")
                .edge("A", "Call")
                .edge("B", "Call");
        return (c == null
                        ? workflow
                        : workflow.node("C", "webhook", 2, "{\"path\": \"" + c + "\"}")
                                .edge("C", "Call"))
                .bytes();
    }

    /** Else a stranger's workflow gets the keys of one's own. */
    @Test
    void anotherWorkflowOfTheSameNameDoesNotTakeTheFolder() throws Exception {
        var folder = temp.resolve("routes");
        assertThat(run(folder, sync("s1"), sync("s2"))).isZero();
        Files.writeString(folder.resolve("sync/mine.md"), "mine");
        for (var order : List.of(List.of("s3", "s2", "s1"), List.of("s1", "s2", "s3"), List.of("s2"))) {
            var args = new ArrayList<>(List.of("import", "--replace", "-o", folder.toString()));
            for (var id : order) {
                args.add(file(sync(id)));
            }
            assertThat(new Main(new PrintStream(out), new PrintStream(err)).run(args))
                    .isZero();
            assertThat(folder.toFile().list()).containsExactlyInAnyOrder("sync", "sync-2", "sync-3");
            assertThat(Made.in(folder.resolve("sync")).id()).isEqualTo("s1");
            assertThat(Made.in(folder.resolve("sync-2")).id()).isEqualTo("s2");
            assertThat(Made.in(folder.resolve("sync-3")).id()).isEqualTo("s3");
        }
        var stranger = Importer.read(sync("s4"));
        assertThatThrownBy(() -> stranger.replace(folder)).hasMessageContaining("N8N-006");
    }

    private static byte[] sync(String id) {
        return Workflows.named("Sync")
                .id(id)
                .node("A", "manualTrigger", 1, "{}")
                .bytes();
    }

    @Test
    void theReportNamesTheFilesAndThoseThatAreMadeNoLongerGo() throws Exception {
        var folder = temp.resolve("routes");
        assertThat(run(
                        folder,
                        Workflows.named("W")
                                .node("Ask", "formTrigger", 2.2, "{\"formTitle\": \"T\"}")
                                .bytes()))
                .isZero();
        assertThat(Made.in(folder.resolve("w")).files())
                .containsExactlyInAnyOrder(folder.resolve("w").toFile().list())
                .contains("ask.form.html", "report.json");
        Files.writeString(folder.resolve("w/mine.form.html"), "mine");

        var again = new Main(new PrintStream(out), new PrintStream(err));
        var json = Workflows.named("W").node("A", "manualTrigger", 1, "{}").bytes();
        assertThat(again.run(List.of("import", "--replace", file(json), "-o", folder.toString())))
                .isZero();
        assertThat(folder.resolve("w/ask.form.html")).doesNotExist();
        assertThat(folder.resolve("w/mine.form.html")).exists();
    }

    @Test
    void whatSomebodyElseHasMadeIsNotReplaced() throws Exception {
        var json = Workflows.named("W").node("A", "manualTrigger", 1, "{}").bytes();
        Files.createDirectories(temp.resolve("routes/w"));

        assertThat(main.run(List.of(
                        "import",
                        "--replace",
                        file(json),
                        "-o",
                        temp.resolve("routes").toString())))
                .isEqualTo(2);
        assertThat(temp.resolve("routes/w")).isEmptyDirectory();
    }

    @Test
    void itSaysWhatToDoNext() throws Exception {
        assertThat(run(
                        temp.resolve("routes"),
                        Workflows.named("W").node("A", "manualTrigger", 1, "{}").bytes()))
                .isZero();
        assertThat(out.toString()).contains("REPORT.md", "application.properties", "SERAI_ROUTES=");
        assertThat(main.run(List.of("import", "--help"))).isEqualTo(2);
        assertThat(err.toString()).contains("[N8N-005]");
    }

    private int run(Path folder, byte[]... workflows) throws Exception {
        var args = new ArrayList<>(List.of("import", "-o", folder.toString()));
        for (var workflow : workflows) {
            args.add(file(workflow));
        }
        return main.run(args);
    }

    private String file(byte[] workflow) throws Exception {
        return Files.write(Files.createTempFile(temp, "workflow", ".json"), workflow)
                .toString();
    }

    private static Map<String, String> properties(Path folder) throws Exception {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(folder.resolve("application.properties"))) {
            properties.load(in);
        }
        var all = new TreeMap<String, String>();
        properties.stringPropertyNames().forEach(name -> all.put(name, properties.getProperty(name)));
        return all;
    }
}
