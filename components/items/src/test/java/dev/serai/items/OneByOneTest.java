package dev.serai.items;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

class OneByOneTest {

    /** Asks what it is given, and counts the answers. */
    private static final class Questions extends OneByOne<Integer> {

        private final Deque<CompletableFuture<Exchange>> open;
        private final List<Throwable> errors = new ArrayList<>();
        private int answers;
        private int refused = -1;

        Questions(List<CompletableFuture<Exchange>> open) {
            this.open = new ArrayDeque<>(open);
        }

        @Override
        CompletableFuture<Exchange> ask() {
            if (!open.isEmpty() && open.peek() == BROKEN) {
                throw new IllegalStateException("nobody is there");
            }
            return open.poll();
        }

        @Override
        boolean take(Exchange answer, Throwable error) {
            if (error != null) {
                errors.add(error);
            }
            if (answers == refused) {
                throw new IllegalStateException("unreadable");
            }
            answers++;
            return true;
        }

        @Override
        Integer result() {
            return answers;
        }
    }

    private static final CompletableFuture<Exchange> BROKEN = new CompletableFuture<>();

    private static CompletableFuture<Exchange> atOnce() {
        return CompletableFuture.completedFuture(null);
    }

    @Test
    void manyAnswersAtOnceAreALoop() {
        var all = new Questions(
                Stream.generate(OneByOneTest::atOnce).limit(100_000).toList());
        all.go();
        assertThat(all.done()).isCompletedWithValue(100_000);
    }

    @Test
    void answersMayComeLater() {
        var later = new CompletableFuture<Exchange>();
        var all = new Questions(List.of(atOnce(), later, atOnce()));
        all.go();
        assertThat(all.done()).isNotDone();
        later.completeExceptionally(new IllegalArgumentException("no"));
        assertThat(all.done()).isCompletedWithValue(3);
        assertThat(all.errors).hasSize(1);
    }

    @Test
    void whatCannotBeAskedFailsAlsoBehindALateAnswer() {
        var later = new CompletableFuture<Exchange>();
        var all = new Questions(List.of(later, BROKEN));
        all.go();
        later.complete(null);
        assertThat(all.done()).isCompletedExceptionally();
        assertThat(all.done().handle((value, error) -> error.getMessage())).isCompletedWithValue("nobody is there");
    }

    @Test
    void anAnswerThatCannotBeTakenFails() {
        var later = new CompletableFuture<Exchange>();
        for (var answer : List.of(atOnce(), later)) {
            var all = new Questions(List.of(answer, atOnce()));
            all.refused = 0;
            all.go();
            later.complete(null);
            assertThat(all.done().handle((value, error) -> error.getMessage())).isCompletedWithValue("unreadable");
        }
    }
}
