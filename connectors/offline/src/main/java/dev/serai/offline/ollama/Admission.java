package dev.serai.offline.ollama;

import dev.serai.offline.http.Exchange;
import java.util.ArrayDeque;
import java.util.Deque;

/** Lets so many answers run at once, so many wait, and turns the rest away, as a real server's scheduler does. */
final class Admission {
    private final int parallel;
    private final int queue;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int running;

    private record Waiting(Exchange exchange, Runnable work) {}

    Admission(int parallel, int queue) {
        this.parallel = parallel;
        this.queue = queue;
    }

    void admit(Exchange exchange, Runnable work) {
        if (running < parallel) {
            run(exchange, work);
            return;
        }
        waiting.removeIf(w -> !w.exchange().open());
        if (waiting.size() >= queue) {
            throw OllamaError.busy();
        }
        waiting.addLast(new Waiting(exchange, work));
    }

    private void run(Exchange exchange, Runnable work) {
        running++;
        exchange.onEnd(this::next);
        work.run();
    }

    private void next() {
        running--;
        while (running < parallel && !waiting.isEmpty()) {
            var first = waiting.removeFirst();
            if (first.exchange().open()) {
                run(first.exchange(), first.work());
            }
        }
    }
}
