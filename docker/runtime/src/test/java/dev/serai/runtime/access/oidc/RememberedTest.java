package dev.serai.runtime.access.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RememberedTest {

    private static final long HOUR = 3600_000;

    private final MovedClock clock = new MovedClock();
    private final Deque<CompletableFuture<String>> asked = new ArrayDeque<>();
    private final Remembered<String> remembered = new Remembered<>(this::ask, HOUR, clock);

    private CompletableFuture<String> ask() {
        asked.addLast(new CompletableFuture<>());
        return asked.getLast();
    }

    @Test
    void manyWhoAskAtOnceAskOnce() {
        var first = remembered.get();
        var second = remembered.again();
        assertThat(asked).hasSize(1);
        asked.getLast().complete("a");
        assertThat(first).isCompletedWithValue("a");
        assertThat(second).isCompletedWithValue("a");
    }

    @Test
    void itIsAskedForAgainWhenItIsOld() {
        remembered.get();
        asked.getLast().complete("a");
        clock.move(HOUR - 1);
        assertThat(remembered.get()).isCompletedWithValue("a");
        assertThat(asked).hasSize(1);
        clock.move(1);
        var next = remembered.get();
        assertThat(asked).hasSize(2);
        asked.getLast().complete("b");
        assertThat(next).isCompletedWithValue("b");
    }

    @Test
    void whoeverWantsANewOneWaitsForThePause() {
        remembered.get();
        asked.getLast().complete("a");
        for (int i = 0; i < 100; i++) {
            assertThat(remembered.again()).isCompletedWithValue("a");
        }
        assertThat(asked).hasSize(1);
        clock.move(Remembered.PAUSE_MILLIS);
        remembered.again();
        remembered.again();
        assertThat(asked).hasSize(2);
    }

    @Test
    void whatWasSaidBeforeCountsWhereNothingIsSaidNow() {
        remembered.get();
        asked.getLast().complete("a");
        clock.move(HOUR);
        var next = remembered.get();
        asked.getLast().completeExceptionally(new IllegalStateException("away"));
        assertThat(next).isCompletedWithValue("a");
        assertThat(remembered.get()).isCompletedWithValue("a");
        assertThat(asked).hasSize(2);
        clock.move(Remembered.PAUSE_MILLIS);
        remembered.get();
        assertThat(asked).hasSize(3);
    }

    @Test
    void aFailureIsForgottenSoon() {
        var first = remembered.get();
        asked.getLast().completeExceptionally(new IllegalStateException("away"));
        assertThat(first).isCompletedExceptionally();
        assertThat(remembered.get()).isCompletedExceptionally();
        assertThat(asked).hasSize(1);
        clock.move(Remembered.PAUSE_MILLIS);
        var second = remembered.get();
        asked.getLast().complete("a");
        assertThat(second).isCompletedWithValue("a");
    }
}
