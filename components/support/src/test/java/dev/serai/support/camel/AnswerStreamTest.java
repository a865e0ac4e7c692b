package dev.serai.support.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers whose first byte is long in coming. */
@Timeout(60)
class AnswerStreamTest {

    /** Gives nothing, and ends when it is closed. */
    private static final class Silent extends InputStream {
        private final CountDownLatch reading = new CountDownLatch(1);
        private final CountDownLatch closed = new CountDownLatch(1);

        @Override
        public int read() {
            return read(new byte[1], 0, 1);
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            reading.countDown();
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return -1;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    private final Silent silent = new Silent();
    private final AnswerStream stream = new AnswerStream(silent, -1, "ask again");
    private final CompletableFuture<Integer> read = CompletableFuture.supplyAsync(() -> {
        try {
            return stream.read();
        } catch (IOException e) {
            throw new IllegalStateException(e.getMessage());
        }
    });

    @Test
    void whoWaitsForTheFirstByteHasBegunToRead() {
        assertThat(new AnswerStream(silent, -1, "ask again").isUntouched()).isTrue();
        Awaitility.await().until(() -> silent.reading.getCount() == 0);
        assertThat(stream.isUntouched()).isFalse();
        stream.close();
    }

    @Test
    void whoIsCutOffWhileWaitingDoesNotSeeAnEmptyAnswer() {
        Awaitility.await().until(() -> silent.reading.getCount() == 0);
        stream.giveUp("it was given up");
        assertThatThrownBy(read::join).hasMessageContaining("it was given up");
    }
}
