package dev.serai.n8n.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class YamlWriterTest {

    private static Object read(String yaml) {
        return new Load(LoadSettings.builder().build()).loadFromString(yaml);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain text",
                "a: b",
                "a:",
                "- a",
                "# no comment",
                "a # b",
                "'",
                "\"",
                "\\",
                "yes",
                "Null",
                "~",
                "1",
                "1.5",
                "0x10",
                "{a: b}",
                "[a]",
                "*a",
                "&a",
                "!!java.lang.Object",
                "|",
                ">",
                "%TAG",
                "@a",
                "`",
                "a\nb: c",
                "a\r\nb",
                "a\u0085b",
                "a\u2028b",
                "\ufeffa",
                "\u0000",
                "\ud83d\ude00",
                "{{x}}",
                "Straße Ω 漢字",
                "",
                " ",
                "a ",
                " a",
                "---",
                "...",
                "=",
                "<<"
            })
    void everyTextIsReadBackAsItWas(String text) {
        var yaml = YamlWriter.write(List.of(), List.of(Map.of(text.isEmpty() ? "k" : text, text)));

        assertThat(read(yaml)).isEqualTo(List.of(Map.of(text.isEmpty() ? "k" : text, text)));
    }

    @Test
    void mapsAndListsNest() {
        var value = List.of(Map.of("a", List.of(Map.of("b", Map.of("c", 1)), "d", List.of()), "e", true));

        assertThat(read(YamlWriter.write(List.of(), value))).isEqualTo(value);
    }

    @Test
    void commentsCannotBeginAnything() {
        var yaml = YamlWriter.write(
                List.of("a\n- evil: 1\r- evil: 2\u2028- evil: 3\u0085- evil: 4"),
                List.of(new Noted(List.of("b\n- evil: 5"), Map.of("k", "v"))));

        assertThat(read(yaml)).isEqualTo(List.of(Map.of("k", "v")));
    }
}
