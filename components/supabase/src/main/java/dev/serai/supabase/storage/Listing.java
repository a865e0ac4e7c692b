package dev.serai.supabase.storage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.supabase.Access;
import dev.serai.supabase.SupabaseConfiguration;
import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.client.Credentials;
import dev.serai.supabase.client.Segment;
import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.supabase.client.storage.StorageClient;
import dev.serai.support.camel.Headers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.apache.camel.Exchange;

/** What lies in a bucket. */
final class Listing {

    private static final int PAGE = 1000;
    private static final List<String> COLUMNS = List.of("name", "created_at", "updated_at", "last_accessed_at");

    private final StorageClient client;
    private final StorageSettings settings;
    private final SupabaseConfiguration configuration;

    Listing(StorageClient client, StorageSettings settings, SupabaseConfiguration configuration) {
        this.client = client;
        this.settings = settings;
        this.configuration = configuration;
    }

    /** All that is in a folder, or with {@code recursive} all files below; no more than the limit. */
    CompletionStage<?> all(Exchange exchange, Credentials credentials) {
        var walk = new Walk(exchange, credentials);
        if (!settings.options().isRecursive()) {
            walk.folder(number(exchange, SupabaseConstants.OFFSET, configuration.getOffset(), 0));
        } else if (settings.options().getSearch() != null || configuration.getOffset() != null) {
            throw Access.bad("search and offset do not go with recursive");
        } else {
            walk.below(null);
        }
        return walk.found.thenAccept(entries -> exchange.getMessage().setBody(entries));
    }

    /** One page with a cursor for the next. */
    CompletionStage<?> page(Exchange exchange, Credentials credentials) {
        var body = paged(
                exchange,
                number(exchange, SupabaseConstants.LIMIT, configuration.getLimit(), null),
                Paths.text(
                        exchange, SupabaseConstants.CURSOR, settings.options().getCursor()),
                !settings.options().isRecursive());
        return client.read("POST", "/object/list-v2/" + bucket(), body, credentials)
                .thenAccept(answer -> {
                    var message = exchange.getMessage();
                    if (!(StorageClient.value(answer) instanceof Map<?, ?> page)) {
                        throw StorageClient.unreadable("no page of a list");
                    }
                    message.setBody(page);
                    if (page.get("nextCursor") instanceof String cursor) {
                        message.setHeader(SupabaseConstants.CURSOR, cursor);
                    } else {
                        message.removeHeader(SupabaseConstants.CURSOR);
                    }
                });
    }

    private Map<String, Object> paged(Exchange exchange, Integer limit, String cursor, boolean folders) {
        var body = new LinkedHashMap<String, Object>();
        var prefix = prefix(exchange);
        // Unlike that of a folder's list it may end in the middle of a name.
        body.put("prefix", prefix);
        if (limit != null) {
            body.put("limit", limit);
        }
        if (cursor != null) {
            body.put("cursor", cursor);
        }
        body.put("with_delimiter", folders);
        var order = order(exchange);
        if (order != null) {
            body.put("sortBy", order);
        }
        return body;
    }

    private String bucket() {
        return Segment.of(settings.bucket());
    }

    private String prefix(Exchange exchange) {
        var path = Paths.given(exchange, settings);
        return path == null ? "" : path.startsWith("/") ? path.substring(1) : path;
    }

    private Map<String, String> order(Exchange exchange) {
        var order = Paths.text(exchange, SupabaseConstants.ORDER, configuration.getOrder());
        if (order == null) {
            return null;
        }
        var words = order.strip().split("\\.", 2);
        var direction = words.length == 1 ? "asc" : words[1];
        if (!COLUMNS.contains(words[0]) || !List.of("asc", "desc").contains(direction)) {
            throw Access.bad(
                    "order is '" + order + "', which is none of " + String.join(", ", COLUMNS) + " with .asc or .desc");
        }
        return Map.of("column", words[0], "order", direction);
    }

    static Integer number(Exchange exchange, String header, Integer option, Integer otherwise) {
        var number = Headers.get(exchange, header, Integer.class, option, Access::bad);
        if (number != null && number < 0) {
            throw Access.bad("limit or offset is " + number + ", but at least 0 is needed");
        }
        return number == null ? otherwise : number;
    }

    /** One list that may take several pages. */
    private final class Walk {

        private final Exchange exchange;
        private final Credentials credentials;
        private final int limit;
        private final List<Map<String, Object>> entries = new ArrayList<>();
        private final CompletableFuture<List<Map<String, Object>>> found = new CompletableFuture<>();
        private long size;

        Walk(Exchange exchange, Credentials credentials) {
            this.exchange = exchange;
            this.credentials = credentials;
            limit = number(exchange, SupabaseConstants.LIMIT, configuration.getLimit(), Integer.MAX_VALUE);
        }

        void folder(int offset) {
            int most = Math.min(PAGE, limit - entries.size());
            if (most == 0) {
                found.complete(entries);
                return;
            }
            var body = new LinkedHashMap<String, Object>();
            body.put("prefix", prefix(exchange));
            body.put("limit", most);
            body.put("offset", offset);
            var order = order(exchange);
            body.put("sortBy", order == null ? Map.of("column", "name", "order", "asc") : order);
            if (settings.options().getSearch() != null) {
                body.put("search", settings.options().getSearch());
            }
            ask("/object/list/", body, (answer, page) -> {
                if (page.size() < most) {
                    found.complete(entries);
                } else {
                    folder(offset + page.size());
                }
            });
        }

        void below(String cursor) {
            int most = Math.min(PAGE, limit - entries.size());
            if (most == 0) {
                found.complete(entries);
                return;
            }
            ask("/object/list-v2/", paged(exchange, most, cursor, false), (answer, page) -> {
                var next = answer.path("nextCursor").asText("");
                if (!answer.path("hasNext").asBoolean() || next.isEmpty()) {
                    found.complete(entries);
                } else if (next.equals(cursor) || page.isEmpty()) {
                    throw StorageClient.unreadable("a list whose pages do not end");
                } else {
                    below(next);
                }
            });
        }

        private void ask(String path, Object body, BiConsumer<JsonNode, List<Map<String, Object>>> then) {
            client.read("POST", path + bucket(), body, credentials).whenComplete((answer, failure) -> {
                if (failure != null) {
                    found.completeExceptionally(failure);
                    return;
                }
                try {
                    var page = StorageClient.list(answer.isArray() ? answer : answer.path("objects"));
                    size += answer.toString().length();
                    if (configuration.getMaxResponseSize() > 0 && size > configuration.getMaxResponseSize()) {
                        throw new SupabaseException(
                                SupabaseError.TOO_LARGE,
                                "the pages together are larger than " + configuration.getMaxResponseSize() + " bytes");
                    }
                    page.stream().limit(limit - entries.size()).forEach(entries::add);
                    then.accept(answer, page);
                } catch (RuntimeException e) {
                    found.completeExceptionally(e);
                }
            });
        }
    }
}
