package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Exchange;
import java.util.List;
import java.util.function.Supplier;

/** Plays an answer token by token: its pace by timers, its faults where the script wants them. */
final class AnswerPlayer {
    /** So many tokens go out before other exchanges get their turn on the event loop. */
    private static final int BATCH = 32;

    private final Exchange exchange;
    private final AnswerShape shape;
    private final Outcome outcome;
    private final Answer answer;
    private final StreamWriter stream;
    private boolean started;
    private long sent;
    private List<ObjectNode> toolChunks;

    AnswerPlayer(Exchange exchange, AnswerShape shape, Answer answer) {
        this.exchange = exchange;
        this.shape = shape;
        this.answer = answer;
        this.outcome = new Outcome(answer);
        this.stream = answer.call().streaming() ? shape.stream(exchange) : null;
    }

    void play() {
        outcome.loaded();
        exchange.after(answer.reply().pacing().first(), this::batch);
    }

    private void batch() {
        var each = answer.reply().pacing().each();
        for (var i = 0; i < BATCH; i++) {
            if (!step()) {
                return;
            }
            if (!each.isZero()) {
                break;
            }
        }
        if (stream != null && exchange.congested()) {
            exchange.onDrain(() -> exchange.after(each, this::batch));
        } else {
            exchange.after(each, this::batch);
        }
    }

    /** Does one thing; false means that it was the last. */
    private boolean step() {
        var fault = answer.reply().fault();
        if (fault != null && (sent >= fault.afterTokens() || sent == total())) {
            fail(fault);
            return false;
        }
        if (sent < answer.count()) {
            var piece = answer.piece(sent);
            outcome.add(piece);
            send(() -> shape.chunk(piece));
            sent++;
            return true;
        }
        if (sent < total()) {
            send(() -> toolChunks.get((int) (sent - answer.count())));
            sent++;
            return true;
        }
        finish();
        return false;
    }

    private long total() {
        if (sent < answer.count()) {
            return Long.MAX_VALUE;
        }
        if (toolChunks == null) {
            toolChunks = stream == null ? List.of() : shape.toolChunks(outcome);
        }
        return answer.count() + toolChunks.size();
    }

    private void send(Supplier<ObjectNode> line) {
        if (stream != null) {
            start();
            stream.line(line.get());
        }
    }

    private void finish() {
        if (stream == null) {
            exchange.send(200, shape.wholeContentType(), shape.whole(outcome).toString());
            return;
        }
        start();
        shape.lastChunks(outcome).forEach(stream::line);
        stream.end();
    }

    private void fail(Fault fault) {
        if (fault instanceof Fault.Cut) {
            exchange.cut();
        } else if (fault instanceof Fault.ErrorLine error) {
            failWith(error.message());
        } else if (fault instanceof Fault.BrokenJson) {
            breakOff();
        }
    }

    private void failWith(String message) {
        if (stream == null) {
            Errors.answer(exchange, OllamaError.internal(message));
            return;
        }
        start();
        stream.error(message);
        stream.end();
    }

    private void breakOff() {
        if (stream == null) {
            var whole = shape.whole(outcome).toString();
            exchange.send(200, shape.wholeContentType(), whole.substring(0, whole.length() / 2));
            return;
        }
        start();
        stream.brokenLine();
        stream.end();
    }

    private void start() {
        if (!started) {
            started = true;
            exchange.splitWrites(answer.reply().pacing().bytesPerWrite());
            stream.start();
        }
    }
}
