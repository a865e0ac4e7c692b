package dev.serai.offline.supabase.storage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Exchange;
import dev.serai.offline.supabase.Call;
import dev.serai.offline.supabase.Claims;
import dev.serai.offline.supabase.TokenProblem;
import java.io.UncheckedIOException;

/** A call with what is known about its caller: public addresses are served even where the token doesn't hold. */
record Caller(Call call, TokenProblem problem) {
    Exchange exchange() {
        return call.exchange();
    }

    String header(String name) {
        return call.header(name);
    }

    /** True where the request carries a key or a token that holds. */
    boolean known() {
        return problem == null && (header("Authorization") != null || header("apikey") != null);
    }

    Claims claims() {
        if (problem != null) {
            throw StorageError.denied(words(problem));
        }
        if (!known()) {
            throw StorageError.noAuthorization();
        }
        return call.claims();
    }

    boolean upsert() {
        return "true".equals(header("x-upsert"));
    }

    JsonNode json() {
        JsonNode body;
        try {
            body = call.json();
        } catch (UncheckedIOException e) {
            throw StorageError.invalid("Body is not valid JSON but content-type is set to 'application/json'");
        }
        if (!body.isObject()) {
            throw StorageError.invalid("body must be object");
        }
        return body;
    }

    /** What the service's own library says about a token. */
    static String words(TokenProblem problem) {
        return switch (problem.kind()) {
            case MALFORMED -> "Invalid Compact JWS";
            case FOREIGN -> "signature verification failed";
            case EXPIRED -> "\"exp\" claim timestamp check failed";
            case NOT_YET -> "\"nbf\" claim timestamp check failed";
        };
    }
}
