package dev.serai.supabase.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.supabase.Access;
import dev.serai.supabase.SupabaseConfiguration;
import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.client.Credentials;
import dev.serai.supabase.client.Segment;
import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.supabase.client.storage.StorageClient;
import dev.serai.support.http.Encoding;
import dev.serai.support.json.Json;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;

/** Buckets themselves. */
final class Buckets {

    private static final List<String> COLUMNS = List.of("id", "name", "created_at", "updated_at");

    private final StorageClient client;
    private final StorageSettings settings;
    private final SupabaseConfiguration configuration;

    Buckets(StorageClient client, StorageSettings settings, SupabaseConfiguration configuration) {
        this.client = client;
        this.settings = settings;
        this.configuration = configuration;
    }

    CompletionStage<?> list(Exchange exchange, Credentials credentials) {
        var query = new LinkedHashMap<String, Object>();
        query.put("limit", Listing.number(exchange, SupabaseConstants.LIMIT, configuration.getLimit(), null));
        query.put("offset", Listing.number(exchange, SupabaseConstants.OFFSET, configuration.getOffset(), null));
        query.put("search", settings.options().getSearch());
        var order = Paths.text(exchange, SupabaseConstants.ORDER, configuration.getOrder());
        if (order != null) {
            var words = order.strip().split("\\.", 2);
            if (!COLUMNS.contains(words[0]) || words.length > 1 && !words[1].matches("asc|desc")) {
                throw Access.bad("order is '" + order + "', which is none of " + String.join(", ", COLUMNS)
                        + " with .asc or .desc");
            }
            query.put("sortColumn", words[0]);
            query.put("sortOrder", words.length == 1 ? "asc" : words[1]);
        }
        var path = new StringBuilder("/bucket");
        query.forEach((name, value) -> {
            if (value != null) {
                path.append(path.indexOf("?") < 0 ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(Encoding.part(value.toString()));
            }
        });
        return client.read("GET", path.toString(), null, credentials)
                .thenAccept(answer -> exchange.getMessage().setBody(StorageClient.list(answer)));
    }

    CompletionStage<?> get(Exchange exchange, Credentials credentials) {
        return client.read("GET", path(), null, credentials)
                .thenAccept(answer -> exchange.getMessage().setBody(StorageClient.value(answer)));
    }

    CompletionStage<?> create(Exchange exchange, Credentials credentials) {
        return write(exchange, "POST", "/bucket", traits(exchange, true), credentials);
    }

    CompletionStage<?> update(Exchange exchange, Credentials credentials) {
        var traits = traits(exchange, false);
        if (traits.size() == 2) {
            throw Access.bad("nothing is to be changed: publicBucket, fileSizeLimit and allowedMimeTypes are not set");
        }
        return write(exchange, "PUT", path(), traits, credentials);
    }

    CompletionStage<?> empty(Exchange exchange, Credentials credentials) {
        return write(exchange, "POST", path() + "/empty", Map.of(), credentials);
    }

    CompletionStage<?> delete(Exchange exchange, Credentials credentials) {
        return write(exchange, "DELETE", path(), Map.of(), credentials);
    }

    private CompletionStage<?> write(
            Exchange exchange, String method, String path, Map<String, ?> body, Credentials credentials) {
        return client.write(method, path, body, Map.of(), credentials)
                .thenAccept(answer -> exchange.getMessage().setBody(StorageClient.value(answer)));
    }

    private String path() {
        return "/bucket/" + Segment.of(settings.bucket());
    }

    /** The options, and over them what the body says in the words of the service or of supabase-js. */
    private Map<String, Object> traits(Exchange exchange, boolean anew) {
        var options = settings.options();
        var traits = new LinkedHashMap<String, Object>();
        traits.put("id", settings.bucket());
        traits.put("name", settings.bucket());
        if (options.getPublicBucket() != null || anew) {
            traits.put("public", Boolean.TRUE.equals(options.getPublicBucket()));
        }
        if (options.getFileSizeLimit() != null) {
            traits.put("file_size_limit", options.getFileSizeLimit());
        }
        if (options.getAllowedMimeTypes() != null) {
            traits.put(
                    "allowed_mime_types",
                    Arrays.stream(options.getAllowedMimeTypes().split(","))
                            .map(String::strip)
                            .toList());
        }
        told(exchange).forEach((name, value) -> {
            var known = switch (String.valueOf(name)) {
                case "public" -> "public";
                case "fileSizeLimit", "file_size_limit" -> "file_size_limit";
                case "allowedMimeTypes", "allowed_mime_types" -> "allowed_mime_types";
                default -> throw bad("the body has '" + name + "', which no bucket has");
            };
            traits.put(known, value);
        });
        return traits;
    }

    private static Map<?, ?> told(Exchange exchange) {
        var body = exchange.getMessage().getBody();
        if (body == null || body instanceof String text && text.isBlank()) {
            return Map.of();
        }
        if (body instanceof Map<?, ?> map) {
            return map;
        }
        try {
            return Json.map(String.valueOf(exchange.getMessage().getBody(String.class)));
        } catch (JsonProcessingException e) {
            throw bad("the body is neither a map nor a JSON object");
        }
    }

    private static SupabaseException bad(String fact) {
        return new SupabaseException(
                SupabaseError.BAD_BODY,
                fact,
                "Send a map of public, fileSizeLimit and allowedMimeTypes, or nothing.",
                null);
    }
}
