package dev.serai.offline.modal.wire;

import com.google.protobuf.MessageLite;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Answers by the key that a client gives all attempts of a call, so that what was done once is not done again. */
final class Remembered {
    private static final int MOST = 128;

    private final Map<String, CompletableFuture<? extends MessageLite>> answers = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<? extends MessageLite>> eldest) {
            return size() > MOST;
        }
    };

    CompletableFuture<? extends MessageLite> once(
            Call call, Supplier<CompletableFuture<? extends MessageLite>> action) {
        var key = call.metadata("x-idempotency-key");
        if (key == null) {
            return action.get();
        }
        synchronized (this) {
            var known = answers.get(key);
            if (known != null && !known.isCompletedExceptionally()) {
                return known;
            }
        }
        var answer = action.get();
        synchronized (this) {
            answers.put(key, answer);
        }
        call.onEnd(() -> {
            if (!answer.isDone()) {
                // Whoever comes again must not wait for a call that nobody answers any more.
                synchronized (this) {
                    answers.remove(key, answer);
                }
            }
        });
        return answer;
    }

    synchronized void forget() {
        answers.clear();
    }
}
