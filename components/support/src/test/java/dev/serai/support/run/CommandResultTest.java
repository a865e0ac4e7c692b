package dev.serai.support.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandResultTest {

    @Test
    void aResultIsATextThatSaysHowItEnded() {
        assertThat(new CommandResult(0, "42\n", "", false, false, null).asText())
                .isEqualTo("42\n");
        assertThat(new CommandResult(1, "out", "err\n", false, false, null).asText())
                .isEqualTo("out\nerr\n[exit code 1]");
        assertThat(new CommandResult(0, "x", "", true, false, null).asText())
                .isEqualTo("x\n[the output was longer and is cut here]");
        assertThat(new CommandResult(null, "1\n", "", false, true, null).asText())
                .isEqualTo("1\n[stopped: the time limit was over]");
        assertThat(new CommandResult(null, "", "", false, false, null).asText())
                .isEqualTo("[ended without an exit code]");
    }

    @Test
    void chartsStandInTheMapOnlyWhereThereAreSome() {
        assertThat(new CommandResult(0, "", "", false, false, null).asMap())
                .containsOnlyKeys("exitCode", "stdout", "stderr", "truncated", "timedOut");
        assertThat(new CommandResult(0, "", "", false, false, List.of(Map.of("type", "bar"))).asMap())
                .containsEntry("charts", List.of(Map.of("type", "bar")));
    }

    @Test
    void onlyTheExitCodeZeroIsASuccess() {
        assertThat(new CommandResult(0, "", "", false, false, null).succeeded()).isTrue();
        assertThat(new CommandResult(3, "", "", false, false, null).succeeded()).isFalse();
        assertThat(new CommandResult(null, "", "", false, true, null).succeeded())
                .isFalse();
    }
}
