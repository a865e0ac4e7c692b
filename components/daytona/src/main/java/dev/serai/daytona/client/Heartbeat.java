package dev.serai.daytona.client;

import dev.serai.support.http.HttpPort;
import dev.serai.support.http.SocketLink;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Tells a quiet WebSocket from one whose connection is lost: one that leaves a ping without an answer fails. */
final class Heartbeat {

    private static final long SECONDS = 5;

    private Heartbeat() {}

    /** Pings until it is cancelled. */
    static Future<?> start(HttpPort port, SocketLink link) {
        try {
            return port.timer().scheduleAtFixedRate(link::ping, SECONDS, SECONDS, TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(null);
        }
    }
}
