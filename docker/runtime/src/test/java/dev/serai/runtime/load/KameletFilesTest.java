package dev.serai.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KameletFilesTest {

    private static final String KAMELET = """
            apiVersion: camel.apache.org/v1
            kind: Kamelet
            metadata:
              name: greet
            spec:
              definition:
                title: Greets
                required: [name]
                properties:
                  name:
                    type: string
              template:
                from:
                  uri: kamelet:source
                  steps:
                    - setBody:
                        constant: "%s {{name}}"
            """;
    private static final String USER = Mounted.answers("u", "x") + "        - to: kamelet:greet?name=Ada\n";

    @TempDir
    Path folder;

    @Test
    void aChangedKameletReloadsTheRoutesThatUseItAndNoOthers() throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.write("z/greet.kamelet.yaml", KAMELET.formatted("Hello"));
            mounted.write("b.yaml", Mounted.answers("b", "two"));
            mounted.write("a.yaml", USER).start();
            assertThat(mounted.ask("direct:u")).isEqualTo("Hello Ada");
            assertThat(mounted.file("z/greet.kamelet.yaml").kamelets()).containsExactly("greet");
            var untouched = mounted.context.getRoute("b");
            mounted.write("z/greet.kamelet.yaml", KAMELET.formatted("Good day"));
            mounted.awaitAnswer("direct:u", "Good day Ada");
            assertThat(mounted.context.getRoute("b")).isSameAs(untouched);
            assertThat(mounted.routes()).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "        - toD: kamelet:greet?name=Ada\n",
                "        - enrich:\n            constant: kamelet:greet?name=Ada\n"
            })
    void whateverCallsAKameletIsReloadedWithIt(String step) throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.write("greet.kamelet.yaml", KAMELET.formatted("Hello"));
            mounted.write("a.yaml", Mounted.answers("u", "x") + step).start();
            assertThat(mounted.ask("direct:u")).isEqualTo("Hello Ada");
            mounted.write("greet.kamelet.yaml", KAMELET.formatted("Good day"));
            mounted.awaitAnswer("direct:u", "Good day Ada");
        }
    }

    @Test
    void aKameletThatItsUsersCannotUseBringsTheLastGoodOneBack() throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.write("greet.kamelet.yaml", KAMELET.formatted("Hello"));
            mounted.write("a.yaml", USER).start();
            mounted.write("greet.kamelet.yaml", KAMELET.formatted("{{missing}}"));
            mounted.await("greet.kamelet.yaml", FileState.STALE);
            assertThat(mounted.problem("greet.kamelet.yaml").reason())
                    .contains("a.yaml")
                    .contains("missing");
            mounted.awaitAnswer("direct:u", "Hello Ada");
            assertThat(mounted.file("a.yaml").state()).isEqualTo(FileState.ON);
        }
    }

    @Test
    void aRouteThatWaitsForItsKameletStartsWhenItComes() throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.write("a.yaml", USER).start();
            assertThat(mounted.file("a.yaml").state()).isEqualTo(FileState.BROKEN);
            mounted.write("greet.kamelet.yaml", KAMELET.formatted("Hello"));
            mounted.awaitAnswer("direct:u", "Hello Ada");
        }
    }

    @Test
    void aBrokenKameletIsToldWithItsLine() throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.write("greet.kamelet.yaml", KAMELET.formatted("x").replace("setBody", "setBoody"))
                    .start();
            assertThat(mounted.problem("greet.kamelet.yaml").line()).isPositive();
            assertThat(mounted.problem("greet.kamelet.yaml").reason()).contains("setBoody");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"to", "toD"})
    void whatUsesAKameletGoesOnWithItWhereItsFileGoes(String step) throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.write("greet.kamelet.yaml", KAMELET.formatted("Hello"));
            mounted.write("a.yaml", USER.replace("to:", step + ":")).start();
            assertThat(mounted.ask("direct:u")).isEqualTo("Hello Ada");
            mounted.delete("greet.kamelet.yaml");
            mounted.awaitGone("greet.kamelet.yaml");
            assertThat(mounted.ask("direct:u")).isEqualTo("Hello Ada");
            mounted.write("greet.kamelet.yaml", KAMELET.formatted("Good day"));
            mounted.awaitAnswer("direct:u", "Good day Ada");
        }
    }

    @Test
    void aRemovedKameletLeavesNothingBehind() throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.write("greet.kamelet.yaml", KAMELET.formatted("Hello"));
            mounted.write("a.yaml", USER).start();
            mounted.delete("a.yaml");
            mounted.awaitGone("a.yaml");
            assertThat(mounted.routes()).isEmpty();
            mounted.delete("greet.kamelet.yaml");
            mounted.awaitGone("greet.kamelet.yaml");
        }
    }
}
