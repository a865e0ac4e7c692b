package dev.serai.runtime.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CandidateTest {

    private static final long GIB = 1L << 30;

    private static Candidate of(String name, long gib) {
        return new Candidate(name, gib * GIB, "2026-01-01T00:00:00Z");
    }

    @Test
    void theLargestThatTheMemoryHoldsIsTheBest() {
        var models = List.of(of("small", 2), of("fits", 9), of("huge", 40));
        assertThat(Candidate.best(models, 16 * GIB)).contains(of("fits", 9));
        assertThat(Candidate.best(models, 64 * GIB)).contains(of("huge", 40));
    }

    @Test
    void whereNoneFitsTheSmallestIsTaken() {
        assertThat(Candidate.best(List.of(of("large", 9), of("larger", 20)), 8 * GIB))
                .contains(of("large", 9));
    }

    @Test
    void ofEqualsTheOneFetchedLastIsTaken() {
        var old = new Candidate("old", GIB, "2025-01-01T00:00:00Z");
        var fresh = new Candidate("fresh", GIB, "2026-01-01T00:00:00Z");
        assertThat(Candidate.best(List.of(fresh, old), 16 * GIB)).contains(fresh);
    }

    @Test
    void modelsOfTheCloudAreElsewhere() {
        assertThat(Candidate.isElsewhere(Map.of("name", "gpt-oss:120b-cloud"))).isTrue();
        assertThat(Candidate.isElsewhere(Map.of("name", "kimi-k2:cloud"))).isTrue();
        assertThat(Candidate.isElsewhere(Map.of("name", "mine", "remote_host", "https://ollama.com")))
                .isTrue();
        assertThat(Candidate.isElsewhere(Map.of("name", "qwen3:4b"))).isFalse();
    }

    @Test
    void whatIsNotToldIsNotGuessed() {
        assertThat(Candidate.callsTools(Map.of())).isFalse();
        assertThat(Candidate.callsTools(Map.of("capabilities", List.of("completion", "tools"))))
                .isTrue();
        assertThat(Candidate.of(Map.of("name", 3))).isEqualTo(new Candidate("", 0, ""));
    }
}
