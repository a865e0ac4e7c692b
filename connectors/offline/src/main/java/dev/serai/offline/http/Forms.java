package dev.serai.offline.http;

import io.netty.handler.codec.DecoderException;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;

/** Requests whose body is a form with files. */
final class Forms {
    private Forms() {}

    /** Prepares a request for its form; false where it has none. */
    static boolean expect(HttpServerRequest request) {
        var contentType = request.getHeader("Content-Type");
        if (contentType == null || !contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            return false;
        }
        try {
            request.setExpectMultipart(true);
            return true;
        } catch (IllegalStateException | DecoderException e) {
            throw BodyProblem.unreadable(e);
        }
    }
}
