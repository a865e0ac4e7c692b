package dev.serai.support.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SocketOutboxTest {

    /** The clock's thread looks at any time, also between the call and the sending. */
    @Test
    void aMessageIsOnItsWaySinceItWasGivenAndNotSinceTheOneBefore() throws Exception {
        var call = SocketCall.builder(URI.create("ws://localhost/")).build();
        var longest = new AtomicLong();
        for (int i = 0; i < 3000 && longest.get() <= 1; i++) {
            var outbox = new SocketOutbox(call, fault -> {});
            var before = System.nanoTime();
            var sent = new AtomicBoolean();
            var together = new CyclicBarrier(2);
            var clock = CompletableFuture.runAsync(() -> {
                meet(together);
                while (!sent.get()) {
                    longest.accumulateAndGet(outbox.busyFor(before), Math::max);
                }
            });
            meet(together);
            outbox.add(1, () -> CompletableFuture.completedFuture(null));
            sent.set(true);
            clock.join();
        }
        assertThat(longest.get()).isLessThanOrEqualTo(1);
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
