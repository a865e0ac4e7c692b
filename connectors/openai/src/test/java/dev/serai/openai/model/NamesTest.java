package dev.serai.openai.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "qwen3:4b | qwen3:4b | true",
                "qwen3:4b | qwen3:14b | false",
                "qwen3:* | qwen3:14b | true",
                "qwen3:* | qwen3 | true",
                "qwen3:* | qwen3-coder:30b | false",
                "qwen3 | qwen3 | true",
                "qwen3 | qwen3:latest | true",
                "qwen3 | qwen3:14b | false",
                "* | anything:at-all | true",
                "*,!*-embed | nomic-embed:v1.5 | false",
                "*,!*-embed | nomic-embed | false",
                "*,!qwen3:4b | qwen3:4b | false",
                "*,!qwen3:4b | qwen3:14b | true",
                "!qwen3 | llama3 | false",
                "a.b | axb | false",
                "host:5000/x | host:5000/x | true",
                "'' | x | false",
            })
    void patternsAllowAndDeny(String patterns, String name, boolean allowed) {
        assertThat(new Names(patterns).allow(name)).isEqualTo(allowed);
    }
}
