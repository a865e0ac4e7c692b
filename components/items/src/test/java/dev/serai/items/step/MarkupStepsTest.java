package dev.serai.items.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.items.ItemsConfiguration;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.ItemsOperation;
import dev.serai.items.expression.Scope;
import dev.serai.items.model.ItemJson;
import dev.serai.items.script.Sandbox;
import dev.serai.items.script.ScriptLimits;
import dev.serai.support.json.Json;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkupStepsTest {

    private static String run(ItemsOperation operation, String text, Consumer<ItemsConfiguration> more) {
        var options = new ItemsConfiguration();
        options.setValue("={{ $json.t }}");
        more.accept(options);
        var items = ItemJson.items(List.of(Map.of("t", text)));
        try (var sandbox = new Sandbox(ScriptLimits.DEFAULT);
                var session = sandbox.open()) {
            var made = Steps.of(operation, options)
                    .run(new StepCall(List.of(items), Scope.of(items), session))
                    .get(0);
            return String.valueOf(made.get(0).json().get("data"));
        }
    }

    private static String html(String markdown, Consumer<ItemsConfiguration> more) {
        return run(ItemsOperation.MARKDOWN_TO_HTML, markdown, more);
    }

    private static String markdown(String html, Consumer<ItemsConfiguration> more) {
        return run(ItemsOperation.HTML_TO_MARKDOWN, html, more);
    }

    private static void fails(ItemsError error, Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        ItemsException.class, e -> assertThat(e.error()).isEqualTo(error));
    }

    @Test
    void tablesTasksAndAddressesAreReadUnlessOtherFeaturesAreNamed() {
        assertThat(html("| A |\n| - |\n| 1 |", o -> {})).startsWith("<table>").contains("<td>1</td>");
        assertThat(html("~~a~~ https://example.com/", o -> {}))
                .isEqualTo("<p><del>a</del> <a href=\"https://example.com/\">https://example.com/</a></p>");
        assertThat(html("~~a~~", o -> o.setFeatures("tables"))).isEqualTo("<p>~~a~~</p>");
        fails(ItemsError.BAD_OPTION, () -> html("a", o -> o.setFeatures("emoji")));
    }

    @Test
    void headingsOfTheSameWordsHaveDifferentIds() {
        assertThat(html("# A b\n\n# A b", o -> o.setHeadingIds("github")))
                .isEqualTo("<h1 id=\"a-b\">A b</h1>\n<h1 id=\"a-b-1\">A b</h1>");
        assertThat(html("## A", o -> o.setHeadingLevel(6))).isEqualTo("<h6>A</h6>");
        fails(ItemsError.BAD_OPTION, () -> html("a", o -> o.setHeadingLevel(7)));
    }

    @Test
    void htmlWithinMarkdownStaysAndMarkdownInAPageIsText() {
        assertThat(html("a <b>c</b>", o -> {})).isEqualTo("<p>a <b>c</b></p>");
        assertThat(markdown("<p>*no mark* and 1. no list</p>", o -> {})).isEqualTo("\\*no mark\\* and 1. no list");
    }

    @ParameterizedTest
    @ValueSource(strings = {">", "- ", "* ", "1. "})
    void markdownThatIsNestedWithoutEndIsRefused(String mark) {
        fails(ItemsError.TOO_LARGE, () -> html(mark.repeat(20_000) + "a", o -> {}));
    }

    @Test
    void marksThatAreNestedWithoutEndAreRefusedOrRead() {
        var deep = "**a ".repeat(20_000) + "a**".repeat(20_000);
        try {
            assertThat(html(deep, o -> {})).contains("a");
        } catch (ItemsException e) {
            assertThat(e.error()).isEqualTo(ItemsError.TOO_LARGE);
        }
    }

    @Test
    void pagesThatAreNestedWithoutEndKeepTheirText() {
        assertThat(markdown("<div>".repeat(50_000) + "deep", o -> {})).isEqualTo("deep");
        assertThat(markdown("<ul><li>".repeat(3_000) + "deep", o -> {})).contains("deep");
    }

    @Test
    void scriptsStylesAndWhatIsSkippedAreLeftOut() {
        assertThat(markdown(
                        "<style>p{}</style><nav>menu</nav><p>a <i class='ad'>buy</i></p><script>x()</script>",
                        o -> o.setSkip("nav, .ad")))
                .isEqualTo("a");
        fails(ItemsError.BAD_OPTION, () -> markdown("a", o -> o.setSkip("p[")));
    }

    @Test
    void codeIsFencedSoThatNothingInItEndsIt() {
        assertThat(markdown("<pre>a\n```\nb</pre>", o -> {})).isEqualTo("````\na\n```\nb\n````");
        assertThat(markdown("<code>a`b</code>", o -> {})).isEqualTo("``a`b``");
    }

    @Test
    @Timeout(60)
    void longPagesTakeTheirLengthInTime() {
        assertThat(markdown("a<br>".repeat(300_000) + "b", o -> {})).endsWith("a  \nb");
        assertThat(markdown("<pre>" + "`".repeat(1_000_000) + "</pre>", o -> {}))
                .hasSize(3_000_004);
        assertThat(markdown("<code>a" + "`".repeat(1_000_000) + "b</code>", o -> {}))
                .hasSize(3_000_004);
    }

    @Test
    void addressesWithSignsOfMarkdownStayOneAddress() {
        assertThat(markdown("<a href='/a (b)'>x</a>", o -> {})).isEqualTo("[x](/a%20%28b%29)");
    }

    @Test
    void marksAreThoseThatWereAskedFor() {
        assertThat(markdown("<ul><li><b>a</b></li></ul>", o -> o.setMarks(Map.of("bullet", "-", "strong", "__"))))
                .isEqualTo("- __a__");
        fails(ItemsError.BAD_OPTION, () -> markdown("a", o -> o.setMarks(Map.of("heading", "="))));
    }

    @Test
    void textThatIsTooLongIsRefused() {
        fails(ItemsError.TOO_LARGE, () -> markdown("abc", o -> o.setMaxSize(2)));
        fails(ItemsError.TOO_LARGE, () -> html("abc", o -> o.setMaxSize(2)));
    }

    @Test
    void textLeavesOutWhatWithoutNames() {
        var options = new ItemsConfiguration();
        options.setField("t");
        options.getExtract().put("a", "p");
        options.getExtract().put("all", "a@");
        options.getWithout().put("a", "b, .x");
        var items =
                ItemJson.items(List.of(Map.of("t", "<p>one <b>two</b><i class=x>3</i></p><a href=/y rel=z>link</a>")));
        try (var sandbox = new Sandbox(ScriptLimits.DEFAULT);
                var session = sandbox.open()) {
            var made = Steps.of(ItemsOperation.HTML_EXTRACT, options)
                    .run(new StepCall(List.of(items), Scope.of(items), session))
                    .get(0);
            assertThat(Json.text(made.json())).isEqualTo("[{\"a\":\"one\",\"all\":{\"href\":\"/y\",\"rel\":\"z\"}}]");
        }
    }
}
