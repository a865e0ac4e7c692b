package dev.serai.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes in XML and Java, and what the console sees of a route. */
class OtherLanguagesTest {

    private static final String JAVA = """
            import org.apache.camel.builder.RouteBuilder;
            public class %s extends RouteBuilder {
                @Override
                public void configure() {
                    from("direct:j").routeId("j").setBody(constant("%s"));
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void xmlIsLoadedAndReloaded() throws Exception {
        var xml = """
                <routes xmlns="http://camel.apache.org/schema/xml-io">
                  <route id="x">
                    <from uri="direct:x"/>
                    <setBody><constant>%s</constant></setBody>
                  </route>
                </routes>
                """;
        try (var mounted = new Mounted(folder)) {
            mounted.write("x.xml", xml.formatted("one")).start();
            assertThat(mounted.ask("direct:x")).isEqualTo("one");
            assertThat(mounted.file("x.xml").routes().get(0).line()).isEqualTo(2);
            mounted.write("x.xml", xml.formatted("two"));
            mounted.awaitAnswer("direct:x", "two");
        }
    }

    @Test
    void javaIsCompiledAndCompiledAgain() throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.write("Hot.java", JAVA.formatted("Hot", "one")).start();
            assertThat(mounted.file("Hot.java").problems()).isEmpty();
            assertThat(mounted.ask("direct:j")).isEqualTo("one");
            mounted.write("Hot.java", JAVA.formatted("Hot", "two"));
            mounted.awaitAnswer("direct:j", "two");
            mounted.write("Hot.java", JAVA.formatted("Hot", "three").replace("setBody", "setBoody"));
            mounted.await("Hot.java", FileState.STALE);
            assertThat(mounted.problem("Hot.java").line()).isEqualTo(5);
            assertThat(mounted.ask("direct:j")).isEqualTo("two");
        }
    }

    @Test
    void javaThatSetsWhatHoldsForAllFilesIsRefused() throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.write(
                    "Rest.java", JAVA.formatted("Rest", "x").replace("from(", "restConfiguration().port(1); from("));
            mounted.start();
            assertThat(mounted.problem("Rest.java").code()).isEqualTo("LOAD-106");
            assertThat(mounted.problem("Rest.java").line()).isEqualTo(5);
        }
    }

    @Test
    void theTreeShowsTheStepsWithStableIdsAndMaskedSecrets() throws Exception {
        var route = """
                - route:
                    id: a
                    description: Does something
                    from:
                      uri: direct:a
                      steps:
                        - choice:
                            when:
                              - simple: ${body} == 1
                                steps:
                                  - log:
                                      message: one
                            otherwise:
                              steps:
                                - to: log:x?marker=m&password=sesame
                        - doTry:
                            steps:
                              - to: log:y
                            doCatch:
                              - exception: [java.lang.Exception]
                                steps:
                                  - to:
                                      id: mine
                                      uri: log:z
                """;
        try (var mounted = new Mounted(folder)) {
            mounted.write("a.yaml", route).start();
            assertThat(mounted.file("a.yaml").problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.toString()).doesNotContain("sesame"));
            mounted.write("a.yaml", route.replace("&password=sesame", ""));
            mounted.await("a.yaml", FileState.ON);
            var shown = mounted.file("a.yaml").routes().get(0);
            assertThat(shown.description()).isEqualTo("Does something");
            assertThat(shown.tree().id()).isEqualTo("a-from");
            var choice = shown.tree().children().get(0);
            assertThat(choice)
                    .extracting(RouteNode::id, RouteNode::kind, RouteNode::line)
                    .containsExactly("a-choice1", "choice", 7);
            assertThat(choice.children()).extracting(RouteNode::kind).containsExactly("when", "otherwise");
            assertThat(choice.children().get(1).children())
                    .extracting(RouteNode::id)
                    .containsExactly("a-to1");
            var tried = shown.tree().children().get(1);
            assertThat(tried.children()).extracting(RouteNode::kind).containsExactly("to", "doCatch");
            assertThat(tried.children().get(1).children())
                    .extracting(RouteNode::id)
                    .containsExactly("mine");
            mounted.write("b.yaml", Mounted.answers("b", "x"));
            mounted.await("b.yaml", FileState.ON);
            assertThat(mounted.file("a.yaml").routes().get(0)).isEqualTo(shown);
        }
    }

    @Test
    void routesWithoutAnIdAreNamedAfterTheirFile() throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.write("greet.camel.yaml", "- from:\n    uri: direct:g\n    steps:\n      - log: hi\n")
                    .start();
            assertThat(mounted.routes()).containsExactly("greet-1");
            assertThat(mounted.context.getRoute("greet-1").navigate().next()).isNotEmpty();
        }
    }
}
