package dev.serai.supabase.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.supabase.SupabaseConstants;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.Message;

/** A thousand changes in a row while the connection is lost five times: whatever is missed was announced. */
final class GapProof {

    static final int CHANGES = 1000;
    static final int LOSSES = 5;
    private static final int PERIOD = 180;
    private static final int AFTER_THE_LAST = 850;

    private final List<Message> heard;
    private final Map<Integer, Instant> committed = new TreeMap<>();

    GapProof(List<Message> heard) {
        this.heard = heard;
    }

    /** Whether the connection is to be lost before this change. */
    static boolean loses(int id) {
        return id % PERIOD == 100;
    }

    /** Whether the channel must be joined again before this change. */
    static boolean hasReturned(int id) {
        return id % PERIOD == 130;
    }

    void committed(int id, Instant at) {
        committed.put(id, at);
    }

    int gaps() {
        return of("gap").size();
    }

    boolean hasHeard(int id) {
        return ids().contains(id);
    }

    void holds() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(ids()).contains(CHANGES - 1));
        assertThat(committed).hasSize(CHANGES);
        assertThat(gaps()).isEqualTo(LOSSES);
        assertThat(ids()).isSorted().doesNotHaveDuplicates();
        assertThat(ids())
                .containsAll(committed.keySet().stream()
                        .filter(id -> id >= AFTER_THE_LAST)
                        .toList());
        var missed = new ArrayList<>(committed.keySet());
        missed.removeAll(ids());
        // else nothing would be proved, nor if the gaps were everywhere; how wide they are depends on the machine
        assertThat(missed).hasSizeGreaterThanOrEqualTo(LOSSES);
        assertThat(committed.keySet().stream().filter(id -> !isNamed(id))).isNotEmpty();
        assertThat(missed).allMatch(this::isNamed);
        eachHoleHasItsGap();
    }

    private boolean isNamed(int id) {
        return of("gap").stream()
                .map(gap -> gap.getHeader(SupabaseConstants.REALTIME_GAP, String.class)
                        .split("/"))
                .anyMatch(times -> !committed.get(id).isBefore(Instant.parse(times[0]))
                        && !committed.get(id).isAfter(Instant.parse(times[1])));
    }

    /** Without any clock: where ids are left out, a gap comes between the change before and the one after. */
    private void eachHoleHasItsGap() {
        var last = -1;
        var gap = false;
        for (var message : heard) {
            if (message.getHeader(SupabaseConstants.REALTIME_KIND).equals("gap")) {
                gap = true;
            } else {
                var id = id(message);
                assertThat(gap || id == last + 1)
                        .as("from %d to %d without a gap", last, id)
                        .isTrue();
                last = id;
                gap = false;
            }
        }
    }

    private List<Message> of(String kind) {
        return heard.stream()
                .filter(message -> kind.equals(message.getHeader(SupabaseConstants.REALTIME_KIND)))
                .toList();
    }

    private static Integer id(Message message) {
        return (Integer) message.getBody(Map.class).get("id");
    }

    private List<Integer> ids() {
        return of("change").stream().map(GapProof::id).toList();
    }
}
