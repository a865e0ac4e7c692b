package dev.serai.offline.ollama;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.offline.http.Exchange;
import dev.serai.offline.http.Json;
import java.time.Duration;
import java.util.List;

/** A job that reports its progress line by line, or only its end if nobody wants the stream. */
final class Progress {
    private final Exchange exchange;
    private final boolean streaming;
    private final List<ObjectNode> lines;
    private final Duration each;
    private final Fault fault;
    private final Runnable success;
    private final NdjsonWriter writer;
    private int sent;

    Progress(
            Exchange exchange,
            boolean streaming,
            List<ObjectNode> lines,
            Duration each,
            Fault fault,
            Runnable success) {
        this.exchange = exchange;
        this.streaming = streaming;
        this.lines = lines;
        this.each = each;
        this.fault = fault;
        this.success = success;
        this.writer = new NdjsonWriter(exchange);
    }

    static ObjectNode status(String text) {
        return Json.object().put("status", text);
    }

    void play() {
        if (streaming) {
            writer.start();
        }
        step();
    }

    private void step() {
        if (fault != null && (sent >= fault.afterTokens() || sent == lines.size())) {
            fail();
            return;
        }
        if (sent == lines.size()) {
            success.run();
            finish(status("success"));
            return;
        }
        if (streaming) {
            writer.line(lines.get(sent));
        }
        sent++;
        exchange.after(each, this::step);
    }

    private void fail() {
        if (fault instanceof Fault.Cut) {
            exchange.cut();
        } else if (fault instanceof Fault.ErrorLine error) {
            finish(Json.object().put("error", error.message()));
        } else if (fault instanceof Fault.BrokenJson && streaming) {
            writer.brokenLine();
            writer.end();
        }
    }

    private void finish(ObjectNode last) {
        if (streaming) {
            writer.line(last);
            writer.end();
        } else {
            exchange.send(last.has("error") ? 500 : 200, "application/json", last.toString());
        }
    }
}
