package dev.serai.offline.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** A body on its way into memory; of a form, its files, while the fields become the request's. */
final class IncomingBody {
    private final HttpServerRequest request;
    private final Exchange exchange;
    private final int most;
    private final Runnable done;
    private Buffer bytes = Buffer.buffer();

    IncomingBody(HttpServerRequest request, Exchange exchange, int most, Runnable done) {
        this.request = request;
        this.exchange = exchange;
        this.most = most;
        this.done = done;
    }

    void take() {
        if (Forms.expect(request)) {
            request.uploadHandler(upload -> upload.handler(this::keep));
        } else {
            request.handler(this::keep);
        }
        request.endHandler(nothing -> exchange.whileOpen(() -> {
            exchange.received(bytes);
            done.run();
        }));
    }

    private void keep(Buffer part) {
        exchange.whileOpen(() -> {
            if (bytes.length() + part.length() > most) {
                // What else comes is dropped, since the exchange is over once it is answered.
                bytes = Buffer.buffer();
                throw BodyProblem.tooLarge(most);
            }
            bytes.appendBuffer(part);
        });
    }
}
