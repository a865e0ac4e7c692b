package dev.serai.supabase.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.supabase.Access;
import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.supabase.client.storage.ObjectPath;
import dev.serai.support.camel.Headers;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.camel.Exchange;

/** Which files an exchange means. */
final class Paths {

    private Paths() {}

    /** The file of the header or the option. */
    static ObjectPath one(Exchange exchange, StorageSettings settings) {
        var path = given(exchange, settings);
        if (path == null) {
            throw Access.bad("path is not set, and there is no header " + SupabaseConstants.PATH);
        }
        return of(settings.bucket(), path);
    }

    static ObjectPath of(String bucket, String path) {
        return new ObjectPath(bucket, path);
    }

    /** The path of the header or the option, or null. */
    static String given(Exchange exchange, StorageSettings settings) {
        var path = text(exchange, SupabaseConstants.PATH, settings.options().getPath());
        return path == null || path.isBlank() ? null : path;
    }

    static String text(Exchange exchange, String header, String option) {
        return Headers.get(exchange, header, String.class, option, Access::bad);
    }

    /** The paths that the body lists, as a collection or as JSON. */
    static List<String> listed(Exchange exchange) {
        var body = exchange.getMessage().getBody();
        if (body instanceof String || body instanceof byte[]) {
            body = parsed(exchange);
        }
        if (!(body instanceof Collection<?> entries) || entries.isEmpty()) {
            throw noList("the body is no list of paths, and no path is set");
        }
        var paths = new ArrayList<String>();
        for (var entry : entries) {
            if (!(entry instanceof CharSequence)) {
                throw noList("the body has an entry that is no path");
            }
            paths.add(entry.toString());
        }
        return paths;
    }

    private static Object parsed(Exchange exchange) {
        try {
            return Json.MAPPER.readValue(exchange.getMessage().getBody(String.class), Object.class);
        } catch (JsonProcessingException e) {
            throw noList("the body is a text that is no JSON");
        }
    }

    private static SupabaseException noList(String fact) {
        return new SupabaseException(
                SupabaseError.BAD_BODY, fact, "Set path, or send a list of paths as the body.", null);
    }
}
