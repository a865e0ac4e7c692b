package dev.serai.support.service;

import dev.serai.support.http.HttpCall;
import dev.serai.support.http.HttpPort;
import dev.serai.support.http.HttpReply;
import dev.serai.support.http.HttpStream;
import java.util.concurrent.CompletableFuture;

/** Sends requests to a service; an error that it answers is a failure, told in the component's words. */
public final class ServiceCalls {

    private ServiceCalls() {}

    /** Whether a request does no harm twice. */
    public static boolean reads(HttpCall call) {
        return call.repeatable() || call.method().equals("GET") || call.method().equals("HEAD");
    }

    /** The whole answer. */
    public static CompletableFuture<HttpReply> send(
            HttpPort port, HttpCall call, ServiceFaults<?> faults, ErrorReader errors) {
        return port.send(call).handle((reply, failure) -> {
            if (failure != null) {
                throw faults.of(failure);
            }
            if (errors.failed(reply.status(), reply::header)) {
                throw faults.status(reply, errors);
            }
            return reply;
        });
    }

    /** The answer's head, with the body still to be read. */
    public static CompletableFuture<HttpStream> open(
            HttpPort port, HttpCall call, ServiceFaults<?> faults, ErrorReader errors) {
        return port.open(call)
                .handle((stream, failure) -> {
                    if (failure != null) {
                        throw faults.of(failure);
                    }
                    if (!errors.failed(stream.status(), stream::header)) {
                        return CompletableFuture.completedFuture(stream);
                    }
                    return stream.whole()
                            .handle((reply, lost) -> {
                                throw lost == null ? faults.status(reply, errors) : faults.of(lost);
                            })
                            .thenApply(never -> stream);
                })
                .thenCompose(opened -> opened);
    }
}
