package dev.serai.support.service;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.http.HttpReply;
import java.util.Optional;
import java.util.function.Function;

/** Knows how one of the services tells its errors. */
@FunctionalInterface
public interface ErrorReader {

    /**
     * What an error means, or null where the service does not know it either.
     *
     * @param reply as it came, with its headers
     * @param body what the reply holds as JSON, of whatever kind; a missing node where it is none
     */
    ServiceFault read(HttpReply reply, JsonNode body);

    /** Whether a reply with this head is an error. Nothing follows a redirect: it would carry the keys elsewhere. */
    default boolean failed(int status, Function<String, Optional<String>> header) {
        return status < 200 || status >= 300;
    }
}
