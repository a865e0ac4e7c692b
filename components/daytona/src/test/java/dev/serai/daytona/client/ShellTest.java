package dev.serai.daytona.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Commands as a real shell reads them. */
@Timeout(60)
class ShellTest {

    private static String run(String command, String cwd, Map<String, String> env) throws Exception {
        var script = Shell.contained(command, cwd, env) + "\necho \"=$?\"\n";
        var process = new ProcessBuilder("bash", "-c", script)
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    @Test
    void whatACommandDoesStaysInIt() throws Exception {
        assertThat(run("exit 3", null, Map.of())).isEqualTo("=3\n");
        assertThat(run("echo a ) ; exit 4", null, Map.of())).endsWith("=2\n").doesNotContain("=4");
        assertThat(run("if then", null, Map.of())).contains("syntax error").doesNotContain("=0");
        assertThat(run("echo one # two", null, Map.of())).isEqualTo("one\n=0\n");
        assertThat(run("cat <<X\nhere $A\nX", null, Map.of("A", "it's \"$(me)\"")))
                .isEqualTo("here it's \"$(me)\"\n=0\n");
        assertThat(run("pwd", "/usr/share", Map.of())).isEqualTo("/usr/share\n=0\n");
        assertThat(run("echo never", "/no such folder", Map.of()))
                .doesNotContain("never\n")
                .endsWith("=1\n");
        assertThat(run("read x; echo \"got '$x'\"", null, Map.of())).isEqualTo("got ''\n=0\n");
    }

    @Test
    void aNameOfAVariableCannotBeACommand() {
        for (var name : new String[] {"A B", "1A", "", "A;reboot", "A=b", "É"}) {
            assertThatThrownBy(() -> Shell.contained("x", null, Map.of(name, "1")))
                    .isInstanceOf(DaytonaException.class)
                    .hasMessageContaining("DAYTONA-003");
        }
    }

    @Test
    void onlyWhatMeansSomethingToAShellIsQuoted() {
        assertThat(Shell.word("--size=12.5")).isEqualTo("--size=12.5");
        assertThat(Shell.word("it's")).isEqualTo("'it'\\''s'");
        assertThat(Shell.word("a b;id")).isEqualTo("'a b;id'");
        assertThat(Shell.word("~")).isEqualTo("'~'");
        assertThat(Shell.word("")).isEqualTo("''");
    }
}
