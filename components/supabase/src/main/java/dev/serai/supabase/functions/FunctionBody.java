package dev.serai.supabase.functions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.support.http.HttpBody;
import dev.serai.support.json.Json;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.StreamCache;
import org.apache.camel.WrappedFile;

/**
 * What an edge function is sent, and what it is.
 *
 * @param own whether it was opened here
 */
record FunctionBody(String type, HttpBody content, boolean own) {

    private static final String JSON = "application/json";

    FunctionBody(String type, HttpBody content) {
        this(type, content, false);
    }

    /** Null where nothing is sent. */
    static FunctionBody of(Exchange exchange, String method) {
        var body = exchange.getMessage().getBody();
        if (body == null || method.equals("GET")) {
            return null;
        }
        var given = exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class);
        var own = body instanceof WrappedFile || body instanceof File || body instanceof Path;
        if (body instanceof StreamCache) {
            body = exchange.getMessage().getBody(byte[].class);
        } else if (own) {
            body = exchange.getMessage().getBody(InputStream.class);
        }
        if (body instanceof byte[] bytes) {
            return new FunctionBody(given == null ? "application/octet-stream" : given, HttpBody.bytes(bytes));
        }
        if (body instanceof InputStream input) {
            return new FunctionBody(
                    given == null ? "application/octet-stream" : given, HttpBody.stream(input, -1), own);
        }
        if (body instanceof CharSequence text) {
            var type = given != null ? given : isJson(text.toString()) ? JSON : "text/plain; charset=utf-8";
            return new FunctionBody(type, HttpBody.bytes(text.toString().getBytes(StandardCharsets.UTF_8)));
        }
        try {
            return new FunctionBody(
                    JSON, HttpBody.bytes(Json.bytes(body instanceof JsonNode node ? node : Json.tree(body))));
        } catch (IllegalArgumentException e) {
            throw new SupabaseException(
                    SupabaseError.BAD_BODY,
                    "the body is a " + body.getClass().getSimpleName() + " from which no JSON can be made");
        }
    }

    /** Closes a file that was opened for a request which has failed; what the message brought stays as it is. */
    void leave() {
        if (own) {
            try {
                content.open().close();
            } catch (IOException e) {
                // It was sent, and is closed already.
                return;
            }
        }
    }

    private static boolean isJson(String text) {
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return false;
        }
        try {
            return Json.read(text).isContainerNode();
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
