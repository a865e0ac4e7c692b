package dev.serai.items.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LenientJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{a: 'b',}",
                "{'a': b // c\n}",
                "```json\n{\"a\": \"b\"}\n```",
                "{\"a\": \"b",
                "{a: b",
                "{,\"a\": \"b\"}",
                "{\"a\": \"\\u0062\"}"
            })
    void whatIsNearlyJsonIsRead(String text) {
        assertThat(LenientJson.object(text)).isEqualTo(Map.of("a", "b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "[1]", "{a}", "{:}", "{\"a\": 1} b", "{a: }}", "{[", "{a: [}"})
    void otherTextIsNot(String text) {
        assertThat(LenientJson.object(text)).isNull();
    }

    @Test
    void whatIsDeepOrLongEndsSoon() {
        assertThat(LenientJson.object("{a:".repeat(100_000))).isNull();
        assertThat(LenientJson.object("{a: [" + "[".repeat(100_000))).isNull();
        assertThat(LenientJson.object("{a: \"" + "\" x".repeat(100_000) + "\"}"))
                .isNotNull();
        assertThat(LenientJson.object("{a: " + "1".repeat(1_000_000) + "}")).isNotNull();
        assertThat(LenientJson.object("{a: x" + " /".repeat(300_000) + "}")).isNotNull();
    }
}
