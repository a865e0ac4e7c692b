package dev.serai.offline.supabase;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Exchange;
import dev.serai.offline.http.Json;
import dev.serai.offline.http.Query;

/**
 * A request below a service's prefix.
 *
 * @param path what follows the prefix, not decoded: empty, or with a slash at its beginning
 */
public record Call(Exchange exchange, String path, Query query, Claims claims) {
    public String method() {
        return exchange.method();
    }

    public String header(String name) {
        return exchange.header(name);
    }

    /** The body as JSON; throws {@link java.io.UncheckedIOException} where it is none. */
    public JsonNode json() {
        return Json.parse(exchange.bodyText());
    }

    public void reply(int status, JsonNode body) {
        exchange.send(status, "application/json; charset=utf-8", Json.write(body));
    }
}
