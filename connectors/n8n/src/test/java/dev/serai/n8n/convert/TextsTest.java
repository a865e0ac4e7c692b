package dev.serai.n8n.convert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextsTest {

    @Test
    void replacementsAreSplitOutsideOfExpressions() {
        assertThat(SqlConverter.parts("{{ f(1,2) }},{{ $json.a }} , x"))
                .containsExactly("{{ f(1,2) }}", "{{ $json.a }} ", " x");
    }

    @Test
    void pathsKeepNamesAndLoseEverythingElse() {
        assertThat(Triggers.path("/webhook/", "user/:id/{{evil}}", "n")).isEqualTo("/webhook/user/{id}/evil");
        assertThat(Triggers.path("/webhook/", "../../etc?x=1&y#z", "n")).doesNotContain("..", "?", "&", "#");
        assertThat(Triggers.path("/webhook/", "", "name")).isEqualTo("/webhook/name");
    }

    @Test
    void slugsHoldLettersDigitsAndHyphensOnly() {
        assertThat(Project.slug("Où est: {{x}}/../é", "n")).isEqualTo("ou-est-x-e");
        assertThat(Project.slug("漢字", "node")).isEqualTo("node");
    }
}
