package dev.serai.supabase.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.supabase.Access;
import dev.serai.supabase.OperationHandler;
import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.SupabaseEndpoint;
import dev.serai.supabase.client.FilterWords;
import dev.serai.supabase.client.RestClient;
import dev.serai.supabase.client.RestRequest;
import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;

/** Calls a function of the database. */
public final class RpcHandler implements OperationHandler {

    private final SupabaseEndpoint endpoint;
    private final Access access;
    private final String function;
    private final boolean get;
    private final Reading reading;

    public RpcHandler(SupabaseEndpoint endpoint, Access access) {
        this.endpoint = endpoint;
        this.access = access;
        function = endpoint.requiredName();
        var configuration = endpoint.getConfiguration();
        get = TableSettings.word("method", configuration.getMethod(), "get", "post")
                .equals("get");
        var settings = TableSettings.of(endpoint);
        if (settings.pageSize() > 0 && !get) {
            throw Access.bad("stream and pageSize call the function for each page, so they need method=GET");
        }
        reading = new Reading(
                new RestClient(access.gateway(), configuration.getSchema()),
                settings,
                new RowForm(
                        endpoint.getCamelContext(), endpoint.getTableOptions().getOutputType()));
    }

    @Override
    public CompletionStage<?> handle(Exchange exchange) {
        var arguments = arguments(exchange);
        var selection = Selection.of(exchange, endpoint.getConfiguration(), endpoint.getTableOptions(), false);
        return reading.read(exchange.getMessage(), selection, () -> request(arguments), access.asker(exchange));
    }

    private RestRequest request(ObjectNode arguments) {
        var names = new ArrayList<String>();
        arguments.fieldNames().forEachRemaining(names::add);
        var request = RestRequest.function(get ? "GET" : "POST", function, names);
        if (!get) {
            return request.json(Json.bytes(arguments));
        }
        arguments.properties().forEach(argument -> {
            if (FilterWords.isReserved(argument.getKey())) {
                throw new SupabaseException(
                        SupabaseError.BAD_OPTION,
                        "with method=GET the argument '" + argument.getKey()
                                + "' would be taken for a part of the query",
                        "Use method=POST for this function.",
                        null);
            }
            request.with(argument.getKey(), parameter(argument.getValue()));
        });
        return request;
    }

    /** The headers win over the body, since they are set for this call. */
    private static ObjectNode arguments(Exchange exchange) {
        var body = Bodies.json(exchange);
        var arguments = Json.object();
        if (body != null && !body.isNull()) {
            arguments.setAll(Bodies.object(body, "map of arguments"));
        }
        var prefix = SupabaseConstants.ARGUMENT_PREFIX;
        exchange.getMessage().getHeaders().forEach((name, value) -> {
            if (name.regionMatches(true, 0, prefix, 0, prefix.length()) && name.length() > prefix.length()) {
                arguments.set(name.substring(prefix.length()), argument(name, value));
            }
        });
        return arguments;
    }

    private static JsonNode argument(String header, Object value) {
        try {
            return Json.tree(Bodies.plain(value));
        } catch (IllegalArgumentException e) {
            // The words of the cause may quote the value.
            throw Access.bad("header " + header + " is a " + value.getClass().getSimpleName()
                    + " from which no JSON can be made");
        }
    }

    private static String parameter(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        if (!value.isArray()) {
            return value.isValueNode() ? value.asText() : value.toString();
        }
        var items = new ArrayList<String>();
        value.forEach(item -> items.add(
                item.isNull()
                        ? "NULL"
                        : '"'
                                + (item.isValueNode() ? item.asText() : item.toString())
                                        .replace("\\", "\\\\")
                                        .replace("\"", "\\\"")
                                + '"'));
        return "{" + String.join(",", items) + "}";
    }
}
