package dev.serai.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.model.ModelCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file says beside its routes holds for its routes and goes with them. */
class FileScopeTest {

    private static final String FAILS = """
            - route:
                id: %s
                from:
                  uri: direct:%s
                  steps:
                    - throwException:
                        exceptionType: java.lang.IllegalStateException
                        message: broken
            """;

    @TempDir
    Path folder;

    @Test
    void onExceptionHoldsForItsFileAndGoesWithIt() throws Exception {
        var handler = """
                - onException:
                    exception:
                      - java.lang.IllegalStateException
                    handled:
                      constant: "true"
                    steps:
                      - setBody:
                          constant: handled
                """;
        try (var mounted = new Mounted(folder)) {
            mounted.write("a.yaml", handler + FAILS.formatted("a1", "a1") + FAILS.formatted("a2", "a2"));
            mounted.write("b.yaml", FAILS.formatted("b", "b")).start();
            assertThat(mounted.ask("direct:a1")).isEqualTo("handled");
            assertThat(mounted.ask("direct:a2")).isEqualTo("handled");
            assertThatThrownBy(() -> mounted.ask("direct:b")).hasRootCauseMessage("broken");
            mounted.write("a.yaml", FAILS.formatted("a1", "a1"));
            await().atMost(Mounted.PATIENCE)
                    .untilAsserted(() ->
                            assertThatThrownBy(() -> mounted.ask("direct:a1")).hasRootCauseMessage("broken"));
        }
    }

    @Test
    void interceptHoldsForItsFileAndGoesWithIt() throws Exception {
        var intercept = """
                - intercept:
                    steps:
                      - setProperty:
                          name: seen
                          constant: "yes"
                """;
        var tells = """
                - route:
                    id: %s
                    from:
                      uri: direct:%s
                      steps:
                        - setBody:
                            simple: "${exchangeProperty.seen}"
                """;
        try (var mounted = new Mounted(folder)) {
            mounted.write("a.yaml", intercept + tells.formatted("a", "a"));
            mounted.write("b.yaml", tells.formatted("b", "b")).start();
            assertThat(mounted.ask("direct:a")).isEqualTo("yes");
            assertThat(mounted.ask("direct:b")).isNullOrEmpty();
            mounted.write("a.yaml", tells.formatted("a", "a") + "\n");
            await().atMost(Mounted.PATIENCE).ignoreExceptions().until(() -> !"yes".equals(mounted.ask("direct:a")));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- restConfiguration:\n    component: platform-http\n",
                "- rest:\n    path: /x\n",
                "- routeConfiguration:\n    id: x\n",
                "- interceptSendToEndpoint:\n    uri: direct:x\n",
                "- templatedRoute:\n    routeTemplateRef: x\n"
            })
    void whatHoldsForAllFilesIsRefusedWithItsLine(String global) throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.write("a.yaml", Mounted.answers("a", "one") + global).start();
            assertThat(mounted.problem("a.yaml").code()).isEqualTo("LOAD-106");
            assertThat(mounted.problem("a.yaml").line()).isEqualTo(8);
            assertThat(mounted.routes()).isEmpty();
            assertThat(mounted.context.getRestConfiguration().getComponent()).isNull();
        }
    }

    @Test
    void beansAreMadeOnceReplacedOnReloadAndClosedWhenTheFileGoes() throws Exception {
        Counted.MADE.set(0);
        Counted.CLOSED.set(0);
        var beans = """
                - beans:
                    - name: counted
                      type: dev.serai.runtime.load.FileScopeTest$Counted
                      destroyMethod: close
                      properties:
                        text: "%s"
                """;
        var route = """
                - route:
                    id: a
                    from:
                      uri: direct:a
                      steps:
                        - to: bean:counted?method=said
                """;
        try (var mounted = new Mounted(folder)) {
            mounted.write("a.yaml", beans.formatted("one") + route).start();
            assertThat(mounted.ask("direct:a")).isEqualTo("one");
            mounted.write("a.yaml", beans.formatted("two") + route);
            mounted.awaitAnswer("direct:a", "two");
            assertThat(Counted.MADE).hasValue(2);
            assertThat(Counted.CLOSED).hasValue(1);
            mounted.write("a.yaml", beans.formatted("three") + "- rout: {}\n");
            mounted.await("a.yaml", FileState.STALE);
            assertThat(Counted.MADE).hasValue(2);
            mounted.delete("a.yaml");
            mounted.awaitGone("a.yaml");
            assertThat(Counted.CLOSED).hasValue(2);
            assertThat(mounted.context.getRegistry().lookupByName("counted")).isNull();
        }
    }

    @Test
    void aSecondFileWithTheSameRouteIdIsRefusedAndComesUpWhenTheFirstGoes() throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.write("a.yaml", Mounted.answers("same", "first"));
            mounted.write("b.yaml", Mounted.answers("same", "second")).start();
            assertThat(mounted.problem("b.yaml").code()).isEqualTo("LOAD-107");
            assertThat(mounted.problem("b.yaml").reason()).contains("same").contains("a.yaml");
            assertThat(mounted.problem("b.yaml").line()).isEqualTo(1);
            assertThat(mounted.ask("direct:same")).isEqualTo("first");
            mounted.delete("a.yaml");
            mounted.awaitAnswer("direct:same", "second");
            assertThat(mounted.file("b.yaml").problems()).isEmpty();
        }
    }

    @Test
    void aSecondFileWithTheSameBeanOrAddressIsRefused() throws Exception {
        var bean = "- beans:\n    - name: shared\n      type: java.util.ArrayList\n";
        try (var mounted = new Mounted(folder)) {
            mounted.context.getRegistry().bind("ours", "x");
            mounted.write("a.yaml", bean + Mounted.answers("a", "first"));
            mounted.write("b.yaml", bean + Mounted.answers("b", "second"));
            mounted.write("c.yaml", bean.replace("shared", "ours"));
            mounted.write("d.yaml", Mounted.answers("d", "fourth").replace("direct:d", "direct:a"))
                    .start();
            assertThat(mounted.problem("b.yaml").code()).isEqualTo("LOAD-108");
            assertThat(mounted.problem("b.yaml").line()).isEqualTo(2);
            assertThat(mounted.problem("c.yaml").reason()).contains("The runtime has a bean");
            assertThat(mounted.problem("d.yaml").code()).isEqualTo("LOAD-113");
            assertThat(mounted.context.getRegistry().lookupByName("ours")).isEqualTo("x");
        }
    }

    @Test
    void aStartThatNobodyHasSetLeavesTheOldVersionRunningAndNothingBehind() throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.write("a.yaml", Mounted.answers("a", "old")).start();
            var route = mounted.context.getRoute("a");
            mounted.write(
                    "a.yaml", Mounted.answers("a", "new").replace("id: a", "id: a\n    autoStartup: \"{{missing}}\""));
            mounted.await("a.yaml", FileState.STALE);
            assertThat(mounted.problem("a.yaml").code()).isEqualTo("LOAD-109");
            assertThat(mounted.context.getRoute("a")).isSameAs(route);
            assertThatThrownBy(() -> mounted.context.resolvePropertyPlaceholders("{{workflow.folder}}"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void templatesOfARouteFileGoWithIt() throws Exception {
        var template = """
                - routeTemplate:
                    id: greeting
                    parameters:
                      - name: text
                    from:
                      uri: kamelet:source
                      steps:
                        - setBody:
                            constant: "{{text}}"
                """;
        try (var mounted = new Mounted(folder)) {
            mounted.write("t.yaml", template);
            mounted.write("u.yaml", Mounted.answers("u", "x") + "        - to: kamelet:greeting?text=hello\n");
            mounted.start();
            assertThat(mounted.file("t.yaml").kamelets()).containsExactly("greeting");
            mounted.awaitAnswer("direct:u", "hello");
            mounted.delete("u.yaml");
            mounted.delete("t.yaml");
            mounted.awaitGone("t.yaml");
            mounted.awaitGone("u.yaml");
            assertThat(mounted.routes()).isEmpty();
            assertThat(((ModelCamelContext) mounted.context).getRouteTemplateDefinitions())
                    .isEmpty();
        }
    }

    /** Counts how often it is made and closed. */
    public static final class Counted {

        static final AtomicInteger MADE = new AtomicInteger();
        static final AtomicInteger CLOSED = new AtomicInteger();
        private String text;

        public Counted() {
            MADE.incrementAndGet();
        }

        public void setText(String text) {
            this.text = text;
        }

        public String said() {
            return text;
        }

        public void close() {
            CLOSED.incrementAndGet();
        }
    }
}
