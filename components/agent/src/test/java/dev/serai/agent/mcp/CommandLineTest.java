package dev.serai.agent.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @Test
    void wordsAreSplitAtSpaces() {
        assertThat(CommandLine.split(" uvx  mcp-server-git --repository\t/x "))
                .containsExactly("uvx", "mcp-server-git", "--repository", "/x");
    }

    @Test
    void quotesKeepSpacesAndEmptyWords() {
        assertThat(CommandLine.split("run 'a b' \"c d\" '' e'f'\"g\"")).containsExactly("run", "a b", "c d", "", "efg");
    }

    @Test
    void backslashesWorkAsInAShell() {
        assertThat(CommandLine.split("run a\\ b \"c\\\"d\\n\" 'e\\f'"))
                .containsExactly("run", "a b", "c\"d\\n", "e\\f");
    }

    @Test
    void nothingIsExpanded() {
        assertThat(CommandLine.split("run $HOME `id` * ; rm")).containsExactly("run", "$HOME", "`id`", "*", ";", "rm");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "''", "run 'a", "run \"a", "run \\"})
    void whatIsNotEndedIsRefused(String line) {
        assertThatThrownBy(() -> CommandLine.split(line)).isInstanceOf(IllegalArgumentException.class);
    }
}
