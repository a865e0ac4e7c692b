package dev.serai.support.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ChatStreamTest {

    private static final ChatReply REPLY = new ChatReply("m", "ab", null, null, null, FinishReason.STOP);
    private static final List<ChatDelta> DELTAS =
            List.of(new ChatDelta.Text("a"), new ChatDelta.Text("b"), new ChatDelta.Done(REPLY));

    /** Splits each item into its characters; an exclamation mark is a fault. */
    private static final class Letters implements DeltaDecoder<String> {
        @Override
        public List<ChatDelta> next(String item) {
            if (item.contains("!")) {
                throw new IllegalArgumentException("bad item");
            }
            return item.chars()
                    .mapToObj(letter -> (ChatDelta) new ChatDelta.Text(Character.toString(letter)))
                    .toList();
        }

        @Override
        public List<ChatDelta> end() {
            return List.of(new ChatDelta.Done(REPLY));
        }

        @Override
        public Throwable failed(Throwable cause) {
            return new IllegalStateException("mapped", cause);
        }
    }

    /** Asks for one delta at a time. */
    private static class OneByOne implements Flow.Subscriber<ChatDelta> {
        final List<String> seen = new ArrayList<>();
        final CompletableFuture<Void> end = new CompletableFuture<>();
        Flow.Subscription subscription;

        @Override
        public void onSubscribe(Flow.Subscription newSubscription) {
            subscription = newSubscription;
            subscription.request(1);
        }

        @Override
        public void onNext(ChatDelta delta) {
            seen.add(delta.kind() + delta.text());
            subscription.request(1);
        }

        @Override
        public void onError(Throwable error) {
            end.completeExceptionally(error);
        }

        @Override
        public void onComplete() {
            end.complete(null);
        }
    }

    @Test
    void itCanBeIteratedOver() {
        var stream = ChatStream.of(DELTAS);
        var seen = new ArrayList<ChatDelta>();
        stream.forEachRemaining(seen::add);
        assertThat(seen).isEqualTo(DELTAS);
        assertThat(stream.reply()).isCompletedWithValue(REPLY);
        assertThatThrownBy(stream::next).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void itCanBeDrainedForItsReply() {
        assertThat(ChatStream.of(DELTAS).drain()).isCompletedWithValue(REPLY);
    }

    @Test
    void itIsReadOnce() {
        var stream = ChatStream.of(DELTAS);
        stream.drain();
        assertThatThrownBy(stream::hasNext).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anItemWithManyDeltasIsHandedOutOneByOne() {
        try (var source = new SubmissionPublisher<String>()) {
            var reader = new OneByOne();
            ChatStream.of(source, new Letters(), () -> {}).subscribe(reader);
            source.submit("abc");
            source.submit("");
            source.submit("d");
            source.close();
            reader.end.join();
            assertThat(reader.seen).containsExactly("texta", "textb", "textc", "textd", "done");
        }
    }

    @Test
    void aDecoderThatFailsEndsTheStreamAndStopsTheServer() {
        var stopped = new AtomicInteger();
        try (var source = new SubmissionPublisher<String>()) {
            var reader = new OneByOne();
            ChatStream.of(source, new Letters(), stopped::incrementAndGet).subscribe(reader);
            source.submit("a");
            source.submit("!");
            assertThat(reader.end).failsWithin(Duration.ofSeconds(10));
            assertThat(reader.seen).containsExactly("texta");
            assertThat(stopped).hasPositiveValue();
        }
    }

    @Test
    void aSourceThatFailsIsReportedInTheDecodersWords() {
        try (var source = new SubmissionPublisher<String>()) {
            var stream = ChatStream.of(source, new Letters(), () -> {});
            var reader = new OneByOne();
            stream.subscribe(reader);
            source.closeExceptionally(new RuntimeException("broken"));
            assertThat(reader.end)
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableThat()
                    .withMessageContaining("mapped");
            assertThat(stream.reply()).isCompletedExceptionally();
        }
    }

    @Test
    void waitingForTheFirstDeltaLosesNothing() {
        try (var source = new SubmissionPublisher<String>()) {
            var first = ChatStream.of(source, new Letters(), () -> {}).awaitFirst();
            assertThat(first).isNotDone();
            source.submit("ab");
            var reader = new OneByOne();
            first.join().subscribe(reader);
            source.submit("c");
            source.close();
            reader.end.join();
            assertThat(reader.seen).containsExactly("texta", "textb", "textc", "done");
        }
    }

    @Test
    void aFailureBeforeTheFirstDeltaFailsTheCall() {
        try (var source = new SubmissionPublisher<String>()) {
            var first = ChatStream.of(source, new Letters(), () -> {}).awaitFirst();
            source.submit("!");
            assertThat(first).failsWithin(Duration.ofSeconds(10));
        }
    }

    @Test
    void anAnswerOfOneDeltaEndsAfterIt() {
        var reader = new OneByOne();
        ChatStream.of(List.of(new ChatDelta.Done(REPLY))).awaitFirst().join().subscribe(reader);
        reader.end.join();
        assertThat(reader.seen).containsExactly("done");
    }

    @Test
    void closingStopsTheServerOnceAndFailsTheReply() {
        var stopped = new AtomicInteger();
        try (var source = new SubmissionPublisher<String>()) {
            var stream = ChatStream.of(source, new Letters(), stopped::incrementAndGet);
            stream.close();
            stream.close();
            assertThat(stopped).hasValue(1);
            assertThat(stream.reply()).isCompletedExceptionally();
        }
    }

    @Test
    void closingAStreamThatHasEndedStopsNothing() {
        var stopped = new AtomicInteger();
        var stream = ChatStream.of(ChatStream.of(DELTAS), new Same(), stopped::incrementAndGet);
        stream.forEachRemaining(delta -> {});
        stream.close();
        assertThat(stopped).hasValue(0);
    }

    private static final class Same implements DeltaDecoder<ChatDelta> {
        @Override
        public List<ChatDelta> next(ChatDelta item) {
            return List.of(item);
        }

        @Override
        public List<ChatDelta> end() {
            return List.of();
        }

        @Override
        public Throwable failed(Throwable cause) {
            return cause;
        }
    }
}
