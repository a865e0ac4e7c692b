package dev.serai.agent.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.http.HttpCall;
import dev.serai.support.http.HttpLimits;
import dev.serai.support.http.HttpPort;
import dev.serai.support.http.HttpStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The open stream on which a server says what nobody asked for, such as that its tools have changed. */
final class Announcements {

    private static final long LONGEST_PAUSE_SECONDS = 60;
    /** A server that never stops talking is cut off at this size, and heard again after a pause. */
    private static final HttpLimits PATIENT =
            new HttpLimits(Duration.ofSeconds(10), Duration.ZERO, Duration.ZERO, Duration.ZERO, 64L << 20);

    private final HttpPort port;
    private final Function<HttpLimits, HttpCall> call;
    private final Function<JsonNode, CompletableFuture<?>> taker;
    private final Runnable lost;
    private final McpLink.Owner owner;
    private volatile CompletableFuture<HttpStream> opening;
    private volatile boolean closed;
    private int failures;

    Announcements(
            HttpPort port,
            Function<HttpLimits, HttpCall> call,
            Function<JsonNode, CompletableFuture<?>> taker,
            Runnable lost,
            McpLink.Owner owner) {
        this.port = port;
        this.call = call;
        this.taker = taker;
        this.lost = lost;
        this.owner = owner;
    }

    void start() {
        if (closed) {
            return;
        }
        var opened = port.open(call.apply(PATIENT));
        opening = opened;
        opened.whenComplete((response, error) -> {
            if (closed && response != null) {
                response.close();
            } else if (error != null) {
                again();
            } else if (response.isSuccess() && HttpLink.isEvents(response)) {
                hear(response);
            } else {
                response.close();
                // Other statuses, 405 above all, say that it announces nothing this way.
                if (response.status() == 404) {
                    lost.run();
                } else if (response.status() >= 500) {
                    again();
                }
            }
        });
    }

    private void hear(HttpStream response) {
        if (failures > 0) {
            // What was said in between has been missed.
            owner.toolsChanged();
        }
        response.events()
                .subscribe(new EventReader(
                        message -> {
                            failures = 0;
                            return taker.apply(message);
                        },
                        error -> again()));
    }

    private void again() {
        if (closed) {
            return;
        }
        failures++;
        var pause = Math.min(LONGEST_PAUSE_SECONDS, 1L << Math.min(failures - 1, 6));
        try {
            port.timer().schedule(() -> port.executor().execute(this::start), pause, TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            closed = true;
        }
    }

    void close() {
        closed = true;
        var last = opening;
        if (last != null) {
            last.cancel(true);
            last.thenAccept(HttpStream::close);
        }
    }
}
