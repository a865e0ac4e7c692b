package dev.serai.agent.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SessionQueueTest {

    private static final ConversationKey ANN = new ConversationKey("clerk", "ann");
    private static final ConversationKey BOB = new ConversationKey("clerk", "bob");

    private final SessionQueue queue = new SessionQueue();

    @Test
    void turnsOfASessionFollowEachOtherInTheirOrder() {
        var order = new ArrayList<Integer>();
        var first = new CompletableFuture<Void>();
        queue.run(ANN, () -> first);
        var turns = IntStream.range(0, 5)
                .mapToObj(i -> queue.run(ANN, () -> {
                    order.add(i);
                    return CompletableFuture.completedFuture(i);
                }))
                .toList();
        assertThat(order).isEmpty();
        first.complete(null);
        assertThat(order).containsExactly(0, 1, 2, 3, 4);
        assertThat(turns).allMatch(CompletableFuture::isDone);
    }

    @Test
    void sessionsDoNotWaitForEachOther() {
        queue.run(ANN, CompletableFuture<Void>::new);
        assertThat(queue.run(BOB, () -> CompletableFuture.completedFuture("here")))
                .isCompletedWithValue("here");
    }

    @Test
    void aTurnThatFailsLetsTheNextOneBegin() {
        var failed = queue.<String>run(ANN, () -> CompletableFuture.failedFuture(new IllegalStateException("no")));
        var thrown = queue.<String>run(ANN, () -> {
            throw new IllegalStateException("no");
        });
        assertThat(failed).isCompletedExceptionally();
        assertThat(thrown).isCompletedExceptionally();
        assertThat(queue.run(ANN, () -> CompletableFuture.completedFuture("next")))
                .isCompletedWithValue("next");
    }

    @Test
    void aLongQueueIsWorkedOffWithoutDepth() {
        var first = new CompletableFuture<Void>();
        queue.run(ANN, () -> first);
        List<CompletableFuture<Integer>> turns = IntStream.range(0, 50_000)
                .mapToObj(i -> queue.run(ANN, () -> CompletableFuture.completedFuture(i)))
                .toList();
        first.complete(null);
        assertThat(turns).allMatch(turn -> turn.isDone() && !turn.isCompletedExceptionally());
    }
}
