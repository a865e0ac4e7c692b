package dev.serai.supabase.auth;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.supabase.Access;
import dev.serai.supabase.SupabaseConfiguration;
import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.client.Credentials;
import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.supabase.client.auth.AuthClient;
import dev.serai.supabase.client.auth.AuthError;
import dev.serai.support.camel.Headers;
import dev.serai.support.http.HttpReply;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;

/** All users, page after page. A server may give fewer at once than it is asked for. */
record UserPages(AuthClient client, Credentials admin, SupabaseConfiguration configuration) {

    private static final int AT_ONCE = 100;

    /** How far the list is read. */
    private static final class Reading {
        private final List<Map<String, Object>> users = new ArrayList<>();
        private final CompletableFuture<List<Map<String, Object>>> done = new CompletableFuture<>();
        private int size = AT_ONCE;
        private long position;
        private long left;
        private long bytes;
        private Long total;

        /** Takes a page that begins at a multiple of its size; false at the end. */
        boolean take(JsonNode page) {
            var skipped = (int) (position % size);
            for (int i = skipped; i < page.size() && left > 0; i++) {
                users.add(Json.map(page.get(i)));
                position++;
                left--;
            }
            return left > 0 && page.size() == size;
        }
    }

    CompletionStage<?> into(Exchange exchange) {
        var reading = new Reading();
        reading.position = number(exchange, SupabaseConstants.OFFSET, "offset", configuration.getOffset(), 0);
        reading.left = number(exchange, SupabaseConstants.LIMIT, "limit", configuration.getLimit(), Integer.MAX_VALUE);
        if (reading.left < AT_ONCE && reading.left > 0 && reading.position % reading.left == 0) {
            reading.size = (int) reading.left;
        }
        next(reading);
        return reading.done.thenAccept(users -> {
            if (reading.total != null) {
                exchange.getMessage().setHeader(SupabaseConstants.COUNT, reading.total);
            }
            exchange.getMessage().setBody(users);
        });
    }

    private void next(Reading reading) {
        var page = reading.position / reading.size + 1;
        client.send("GET", "/admin/users?page=" + page + "&per_page=" + reading.size, null, admin)
                .thenAccept(reply -> {
                    if (taken(reading, reply, page)) {
                        next(reading);
                    } else {
                        reading.done.complete(reading.users);
                    }
                })
                .exceptionally(failure -> {
                    reading.done.completeExceptionally(failure);
                    return null;
                });
    }

    /** Whether there may be more. */
    private boolean taken(Reading reading, HttpReply reply, long page) {
        var users = AuthClient.object(reply).path("users");
        if (!users.isArray() || users.size() > reading.size || !areObjects(users)) {
            throw new SupabaseException(AuthError.UNREADABLE, "the answer of the auth service is no page of users");
        }
        reading.bytes += reply.body().length;
        if (configuration.getMaxResponseSize() > 0 && reading.bytes > configuration.getMaxResponseSize()) {
            throw new SupabaseException(
                    SupabaseError.TOO_LARGE,
                    "the users together are larger than " + configuration.getMaxResponseSize() + " bytes");
        }
        reading.total = reply.header("x-total-count")
                .filter(count -> count.matches("\\d{1,18}"))
                .map(Long::valueOf)
                .orElse(reading.total);
        var before = (page - 1) * reading.size;
        if (!users.isEmpty()
                && users.size() < reading.size
                && reading.total != null
                && before + users.size() < reading.total) {
            // The server's pages are smaller, so the same place is on another one.
            reading.size = users.size();
            return true;
        }
        return reading.take(users);
    }

    private static boolean areObjects(JsonNode items) {
        for (var item : items) {
            if (!item.isObject()) {
                return false;
            }
        }
        return true;
    }

    private static int number(Exchange exchange, String header, String name, Integer option, int otherwise) {
        var value = Headers.get(exchange, header, Integer.class, option, Access::bad);
        if (value == null) {
            return otherwise;
        }
        if (value < 0) {
            throw Access.bad(name + " is " + value + ", but at least 0 is needed");
        }
        return value;
    }
}
