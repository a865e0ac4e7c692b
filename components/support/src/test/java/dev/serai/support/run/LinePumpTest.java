package dev.serai.support.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LinePumpTest {

    private final List<String> seen = new ArrayList<>();
    private final List<CompletableFuture<Void>> asked = new ArrayList<>();
    private final LinePump pump = new LinePump(
            LineCutter::new,
            (stream, text) -> {
                seen.add(stream + " " + text);
                var sent = new CompletableFuture<Void>();
                asked.add(sent);
                return sent;
            },
            Runnable::run);

    private void write(String stream, String text) {
        pump.part(stream, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theNextLineWaitsForTheOneBefore() {
        write("out", "one\ntw");
        write("err", "three\n");
        write("out", "o\nrest");
        var ready = pump.ready().toCompletableFuture();
        assertThat(seen).containsExactly("out one");
        asked.get(0).complete(null);
        asked.get(1).complete(null);
        assertThat(ready).isNotDone();
        asked.get(2).complete(null);
        assertThat(ready).isCompleted();
        pump.end();
        pump.ready();
        assertThat(seen).containsExactly("out one", "err three", "out two", "out rest");
    }

    @Test
    void aTargetThatFailsGetsNothingMore() {
        write("out", "one\ntwo\n");
        var ready = pump.ready().toCompletableFuture();
        asked.get(0).completeExceptionally(new IllegalStateException("no"));
        assertThat(ready).isCompletedExceptionally();
        assertThat(seen).containsExactly("out one");
    }

    @Test
    void whatWaitsWhenItIsStoppedIsHandedToNobody() {
        write("out", "one\ntwo\n");
        var ready = pump.ready().toCompletableFuture();
        pump.stop();
        write("out", "three\n");
        asked.get(0).complete(null);
        assertThat(ready).isCompleted();
        pump.end();
        assertThat(pump.ready().toCompletableFuture()).isCompleted();
        assertThat(seen).containsExactly("out one");
    }
}
