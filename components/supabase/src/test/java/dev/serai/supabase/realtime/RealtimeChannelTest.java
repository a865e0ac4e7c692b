package dev.serai.supabase.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.offline.http.Json;
import dev.serai.supabase.client.Credentials;
import dev.serai.supabase.client.Gateway;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.supabase.client.realtime.ChannelPlan;
import dev.serai.supabase.client.realtime.RealtimeChannel;
import dev.serai.supabase.client.realtime.RealtimeEvent;
import dev.serai.support.http.HttpLimits;
import dev.serai.support.http.HttpPort;
import dev.serai.support.http.RetryPolicy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The channel by itself, with tokens that change. */
@Timeout(60)
class RealtimeChannelTest {

    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration LATER = Duration.ofMinutes(10);

    private final ScriptedRealtime server = new ScriptedRealtime();
    private final HttpPort port = HttpPort.builder().build();
    private final Ear ear = new Ear();
    private volatile Supplier<CompletionStage<Credentials>> credentials = () -> token("first");
    private RealtimeChannel channel;

    @AfterEach
    void stop() {
        channel.close();
        port.close();
        server.close();
    }

    private static CompletionStage<Credentials> token(String token) {
        return CompletableFuture.completedFuture(new Credentials("anon", false, token));
    }

    private void open(Duration heartbeat, Duration joinLimit, Duration... delays) {
        var gateway =
                new Gateway(port, URI.create(server.url()), Map.of(), List.of(), HttpLimits.DEFAULTS, RetryPolicy.NONE);
        var plan = new ChannelPlan(
                "room",
                List.of(new ChannelPlan.WantedChange("INSERT", "public", "messages", null, List.of())),
                Set.of(),
                false,
                false,
                null,
                null,
                false,
                heartbeat,
                joinLimit,
                List.of(delays));
        channel = new RealtimeChannel(gateway, plan, () -> credentials.get(), ear);
        channel.open();
    }

    private void joins() {
        await().until(() -> channel.isJoined() && server.joined() == 1);
    }

    /** The tokens of all frames of a kind, in the order in which they came. */
    private List<String> tokens(String event) {
        return server.frames.stream()
                .map(Json::parse)
                .filter(frame -> frame.get(3).asText().equals(event))
                .map(frame -> frame.get(4).path("access_token").asText())
                .toList();
    }

    private long heartbeats() {
        return server.frames.stream()
                .filter(frame -> frame.contains("\"heartbeat\""))
                .count();
    }

    private static final class Ear implements RealtimeChannel.Listener {
        final List<RealtimeEvent> events = new CopyOnWriteArrayList<>();
        final List<RealtimeEvent.Gap> gaps = new CopyOnWriteArrayList<>();
        final List<SupabaseException> reasons = new CopyOnWriteArrayList<>();
        final List<Duration> delays = new CopyOnWriteArrayList<>();

        @Override
        public void joined(RealtimeEvent.Gap gap, Runnable more) {
            if (gap != null) {
                gaps.add(gap);
            }
            more.run();
        }

        @Override
        public void event(RealtimeEvent event, Runnable more) {
            events.add(event);
            more.run();
        }

        @Override
        public void noted() {}

        @Override
        public void lost(SupabaseException reason, Duration delay) {
            reasons.add(reason);
            delays.add(delay);
        }
    }

    @Test
    void aRenewedTokenIsSentOnceAndWithoutANewJoin() {
        open(Duration.ofMillis(500), LATER, SOON);
        joins();
        credentials = () -> token("second");
        await().until(() -> !tokens("access_token").isEmpty());
        var before = heartbeats();
        await().until(() -> heartbeats() >= before + 3);
        assertThat(tokens("access_token")).containsExactly("second");
        assertThat(tokens("phx_join")).containsExactly("first");
        assertThat(server.connections).hasValue(1);
    }

    @Test
    void theNextJoinTakesTheRenewedToken() {
        open(LATER, LATER, SOON);
        joins();
        credentials = () -> token("second");
        server.drop();
        await().until(() -> ear.gaps.size() == 1);
        assertThat(tokens("phx_join")).containsExactly("first", "second");
    }

    @Test
    void credentialsThatFailAreAskedForAgain() {
        var asked = new AtomicInteger();
        credentials = () -> switch (asked.incrementAndGet()) {
            case 1 -> throw new IllegalStateException("thrown");
            case 2 -> CompletableFuture.failedFuture(new IllegalStateException("given"));
            default -> token("first");
        };
        open(LATER, LATER, SOON);
        joins();
        assertThat(ear.reasons).hasSize(2);
        assertThat(ear.gaps).isEmpty();
    }

    @Test
    void credentialsThatNeverComeAreGivenUp() {
        credentials = CompletableFuture::new;
        open(LATER, Duration.ofMillis(100), SOON);
        await().until(() -> !ear.reasons.isEmpty());
        assertThat(ear.reasons.get(0)).hasMessageContaining("SUPABASE-608").hasMessageContaining("no WebSocket");
        credentials = () -> token("late");
        joins();
    }

    @Test
    void aTokenThatCannotBeRenewedEndsNoHeartbeat() {
        open(Duration.ofMillis(500), LATER, SOON);
        joins();
        credentials = () -> {
            throw new IllegalStateException("no session");
        };
        var before = heartbeats();
        await().until(() -> heartbeats() >= before + 3);
        assertThat(server.connections).hasValue(1);
        assertThat(ear.reasons).isEmpty();
    }

    @Test
    void aServerThatEndsEachChannelAtOnceIsAskedLessAndLessOften() {
        open(LATER, LATER, SOON, LATER);
        joins();
        server.drop();
        await().until(() -> ear.gaps.size() == 1 && server.joined() == 1);
        server.drop();
        await().until(() -> ear.delays.size() == 2);
        assertThat(ear.delays.get(0)).isLessThan(Duration.ofSeconds(1));
        assertThat(ear.delays.get(1)).isGreaterThan(Duration.ofMinutes(1));
    }

    @Test
    void aChannelThatHasHeldForLongBeginsWithTheFirstDelayAgain() {
        open(LATER, LATER, SOON, Duration.ofMillis(150));
        for (var i = 1; i <= 4; i++) {
            joins();
            await().pollDelay(Duration.ofMillis(200)).until(() -> true);
            server.drop();
            var losses = i;
            await().until(() -> ear.delays.size() == losses);
        }
        assertThat(ear.delays).allSatisfy(delay -> assertThat(delay).isLessThan(Duration.ofMillis(40)));
    }

    @Test
    void theGapIsNamedByTheClockOfAServerThatIsAhead() {
        open(LATER, LATER, SOON);
        joins();
        var told = Instant.now().plusSeconds(3600);
        server.insert("room", 1, told);
        await().until(() -> ear.events.size() == 1);
        server.drop();
        var missed = Instant.now().plusSeconds(3600);
        await().until(() -> ear.gaps.size() == 1);
        var gap = ear.gaps.get(0);
        assertThat(gap.from()).isEqualTo(told);
        assertThat(gap.lastCommit()).isEqualTo(told);
        // the clock was an hour ahead when the row came, less the way here
        assertThat(gap.to()).isBetween(missed.minusSeconds(2), missed.plusSeconds(30));
    }

    @Test
    void theGapIsNamedByTheClockOfAServerThatIsBehind() {
        open(LATER.dividedBy(60), LATER, SOON);
        joins();
        server.insert("room", 1, Instant.now().minusSeconds(3600));
        await().until(() -> ear.events.size() == 1);
        var missed = Instant.now().minusSeconds(3600);
        server.drop();
        await().until(() -> ear.gaps.size() == 1);
        assertThat(ear.gaps.get(0).from()).isBefore(missed);
        assertThat(ear.gaps.get(0).to()).isAfter(missed);
    }

    @Test
    void aLateCommitDoesNotWidenTheGapOnceAnotherHasComeInTime() {
        var heartbeat = LATER.dividedBy(60);
        open(heartbeat, LATER, SOON);
        joins();
        var begun = Instant.now();
        server.insert("room", 1, begun.minusSeconds(7200));
        server.insert("room", 2, begun.minusSeconds(3600));
        server.insert("room", 3, begun.plusMillis(1));
        await().until(() -> ear.events.size() == 3);
        server.drop();
        await().until(() -> ear.gaps.size() == 1);
        assertThat(ear.gaps.get(0).from()).isAfter(begun.minus(heartbeat).minusSeconds(2));
    }

    @Test
    void aCommitOfTheFarFutureDoesNotMoveTheGap() {
        open(LATER, LATER, SOON);
        joins();
        server.insert("room", 1, Instant.parse("2900-01-01T00:00:00Z"));
        await().until(() -> ear.events.size() == 1);
        server.drop();
        await().until(() -> ear.gaps.size() == 1);
        assertThat(ear.gaps.get(0).lastCommit()).isNull();
        assertThat(ear.gaps.get(0).to()).isBefore(Instant.now().plusSeconds(1));
    }
}
