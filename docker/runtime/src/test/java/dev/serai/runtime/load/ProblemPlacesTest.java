package dev.serai.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way of being broken is told with its line and a reason. */
class ProblemPlacesTest {

    @TempDir
    Path folder;

    private FileProblem problem(String path, String text) throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.write(path, text).start();
            assertThat(mounted.file(path).state()).isEqualTo(FileState.BROKEN);
            assertThat(mounted.routes()).isEmpty();
            return mounted.problem(path);
        }
    }

    @Test
    void aMissingPropertyNamesItsLine() throws Exception {
        var problem = problem("a.yaml", Mounted.answers("a", "x") + "        - to: direct:{{not.there}}\n");
        assertThat(problem.code()).isEqualTo("LOAD-109");
        assertThat(problem.line()).isEqualTo(8);
        assertThat(problem.reason()).contains("not.there");
    }

    @Test
    void anUnknownComponentNamesItsLine() throws Exception {
        var problem = problem("a.yaml", Mounted.answers("a", "x") + "        - to:\n            uri: olama:chat/x\n");
        assertThat(problem.reason()).isEqualTo("There is no component 'olama'");
        assertThat(problem.line()).isEqualTo(8);
    }

    @Test
    void aBrokenExpressionNamesItsStepsLine() throws Exception {
        var problem =
                problem("a.yaml", Mounted.answers("a", "x") + "        - setBody:\n            simple: ${bodi}\n");
        assertThat(problem.line()).isEqualTo(8);
        assertThat(problem.reason()).contains("bodi");
    }

    @Test
    void aMissingClassOfABeanIsNamed() throws Exception {
        var problem = problem("a.yaml", "- beans:\n    - name: x\n      type: not.There\n" + Mounted.answers("a", "x"));
        assertThat(problem.reason()).contains("not.There");
        assertThat(problem.line()).isEqualTo(2);
    }

    @Test
    void brokenXmlNamesItsLineAndColumn() throws Exception {
        var problem =
                problem("a.xml", "<routes>\n  <route id='a'>\n    <from uri='direct:a'>\n  </route>\n</routes>\n");
        assertThat(problem.line()).isEqualTo(4);
        assertThat(problem.column()).isPositive();
        assertThat(problem.reason()).contains("from");
    }

    @Test
    void anUnknownElementOfXmlNamesItsLine() throws Exception {
        var problem = problem(
                "a.xml",
                "<routes>\n  <route id='a'>\n    <from uri='direct:a'/>\n    <two uri='x:y'/>\n  </route>\n</routes>\n");
        assertThat(problem.line()).isEqualTo(4);
        assertThat(problem.reason()).contains("two");
    }

    @Test
    void anErrorOfTheCompilerNamesItsLine() throws Exception {
        var problem = problem("Bad.java", """
                import org.apache.camel.builder.RouteBuilder;
                public class Bad extends RouteBuilder {
                    public void configure() {
                        from("direct:a").too("log:x");
                    }
                }
                """);
        assertThat(problem.line()).isEqualTo(4);
        assertThat(problem.reason()).contains("cannot find symbol");
    }

    @Test
    void aPasswordInAnAddressIsNotTold() throws Exception {
        var problem =
                problem("a.yaml", Mounted.answers("a", "x") + "        - to: direct:x?nonsense=1&password=sesame\n");
        assertThat(problem.toString()).doesNotContain("sesame");
    }

    @Test
    void twoRoutesOfOneFileWithTheSameIdAreRefused() throws Exception {
        var problem = problem("a.yaml", Mounted.answers("a", "x") + Mounted.answers("a", "y"));
        assertThat(problem.code()).isEqualTo("LOAD-107");
        assertThat(problem.line()).isEqualTo(8);
    }

    @Test
    void aRouteThatCannotStartTellsWhy() throws Exception {
        var problem = problem(
                "a.yaml", Mounted.answers("a", "x") + Mounted.answers("b", "y").replace("direct:b", "direct:a"));
        assertThat(problem.code()).isEqualTo("LOAD-110");
        assertThat(problem.line()).isIn(1, 8);
    }
}
