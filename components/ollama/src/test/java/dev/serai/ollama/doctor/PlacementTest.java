package dev.serai.ollama.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementTest {

    @ParameterizedTest
    @CsvSource({
        "1000, 1000, 0,   1.0, wholly on the GPU",
        "1000, 1200, 0,   1.0, wholly on the GPU",
        "1000, 999,  1,   1.0, 99 % on the GPU",
        "1000, 750,  25,  3.0, 75 % on the GPU",
        "1000, 500,  50,  5.0, 50 % on the GPU",
        "1000, 1,    99,  9.0, 1 % on the GPU",
        "1000, 0,    100, 9.0, wholly on the CPU",
        "0,    0,    100, 9.0, wholly on the CPU"
    })
    void theShareOnTheCpuSlowsTheModelDown(long size, long vram, int cpuPercent, double slowdown, String text) {
        var placement = Placement.of(size, vram);
        assertThat(placement.cpuPercent()).isEqualTo(cpuPercent);
        assertThat(placement.slowdown()).isCloseTo(slowdown, within(0.05));
        assertThat(placement).hasToString(text);
    }
}
