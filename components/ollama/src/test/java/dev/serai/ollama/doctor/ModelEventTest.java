package dev.serai.ollama.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelEventTest {

    private static Map<String, Map<String, Object>> snapshot(Object... namesAndShares) {
        var snapshot = new LinkedHashMap<String, Map<String, Object>>();
        for (int i = 0; i < namesAndShares.length; i += 2) {
            var name = (String) namesAndShares[i];
            snapshot.put(name, Map.of("name", name, "size", 1000, "size_vram", namesAndShares[i + 1]));
        }
        return snapshot;
    }

    @Test
    void nothingChangedIsNoEvent() {
        assertThat(ModelEvent.between(snapshot("a", 1000, "b", 0), snapshot("b", 0, "a", 1000)))
                .isEmpty();
    }

    @Test
    void whatLeftComesBeforeWhatCame() {
        var events = ModelEvent.between(snapshot("a", 1000, "b", 1000), snapshot("b", 500, "c", 1000));
        assertThat(events)
                .extracting(event -> event.kind() + " " + event.model())
                .containsExactly("unloaded a", "spilled b", "loaded c");
    }

    @Test
    void theLastKnownEntryGoesWithWhatLeft() {
        var events = ModelEvent.between(snapshot("a", 700), snapshot());
        assertThat(events.get(0).entry()).containsEntry("size_vram", 700);
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 900, spilled",
        "900,  800, spilled",
        "900,  0,   spilled",
        "900, 1000, returned",
        "0,   1000, returned"
    })
    void aModelMovesBetweenGpuAndCpu(int before, int now, String event) {
        assertThat(ModelEvent.between(snapshot("a", before), snapshot("a", now)))
                .singleElement()
                .satisfies(found -> assertThat(found.kind()).hasToString(event));
    }

    @ParameterizedTest
    @CsvSource({"500, 700", "0, 500", "500, 500"})
    void comingNearerTheGpuIsNoEventUntilAllOfItIsThere(int before, int now) {
        assertThat(ModelEvent.between(snapshot("a", before), snapshot("a", now)))
                .isEmpty();
    }

    @Test
    void aLargerContextAtTheSameShareIsNoEvent() {
        var before = Map.<String, Map<String, Object>>of("a", Map.of("name", "a", "size", 1000, "size_vram", 1000));
        var now = Map.<String, Map<String, Object>>of("a", Map.of("name", "a", "size", 2000, "size_vram", 2000));
        assertThat(ModelEvent.between(before, now)).isEmpty();
    }
}
