package dev.serai.offline.daytona.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactsTest {

    @Test
    void markedLinesAreTakenOutOfTheText() {
        var found = Artifacts.of("a\n" + line("{\"type\":\"unknown\"}") + "\n\nb" + Artifacts.MARK + "\n");
        assertThat(found.text()).isEqualTo("a\n\nb" + Artifacts.MARK + "\n");
        assertThat(found.charts()).hasSize(1);
        assertThat(Artifacts.of("a\n" + Artifacts.MARK).text()).isEqualTo("a");
    }

    @Test
    void onlyWhatIsDeclaredIsToldOfAChart() {
        var chart = "{\"type\":\"pie\",\"title\":\"\",\"png\":\"eA==\",\"other\":1,\"x_ticks\":[],"
                + "\"elements\":[{\"label\":\"a\",\"angle\":0,\"min\":null,\"autopct\":\"3\"}]}";
        assertThat(Artifacts.of(line(chart)).charts().toString())
                .isEqualTo("[{\"type\":\"pie\",\"png\":\"eA==\",\"elements\":[{\"label\":\"a\",\"angle\":0}]}]");
        assertThat(Artifacts.of(line("{\"title\":null}")).charts().toString())
                .isEqualTo("[{\"type\":\"\",\"elements\":null}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"bar\",\"elements\":[{\"value\":3}]}",
                "{\"type\":\"line\",\"x_ticks\":[\"2020-01-01\"],\"elements\":[]}",
                "{\"type\":\"line\",\"elements\":[{\"points\":[[NaN,1]]}]}",
                "{\"type\":\"line\",\"elements\":[{\"points\":[[1,\"x\"]]}]}",
                "{\"type\":1}",
                "{\"elements\":{}}",
                "[]",
                "{"
            })
    void aChartThatDoesNotFitIsLeftOut(String chart) {
        assertThat(Artifacts.of(line(chart) + "\nrest")).isEqualTo(Artifacts.of("rest"));
    }

    private static String line(String chart) {
        return Artifacts.MARK + "{\"type\":\"chart\",\"value\":" + chart + "}";
    }
}
