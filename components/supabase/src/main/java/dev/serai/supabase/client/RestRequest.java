package dev.serai.supabase.client;

import dev.serai.support.http.Encoding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A request to PostgREST, put together step by step. */
public final class RestRequest {

    public static final String ONE_ROW = "application/vnd.pgrst.object+json";

    final String method;
    private final String path;
    private final List<Map.Entry<String, String>> query = new ArrayList<>();
    private final List<String> prefer = new ArrayList<>();
    String accept = "application/json";
    byte[] body;
    Collection<String> arguments;
    boolean repeatable;

    private RestRequest(String method, String path) {
        this.method = method;
        this.path = path;
    }

    public static RestRequest table(String method, String table) {
        return new RestRequest(method, Segment.of(table));
    }

    /** A function of the database; GET is for those that change nothing. */
    public static RestRequest function(String method, String name, Collection<String> arguments) {
        var request = new RestRequest(method, "rpc/" + Segment.of(name));
        request.arguments = arguments;
        return request;
    }

    /** A parameter of the query; a null value leaves it out. */
    public RestRequest with(String name, Object value) {
        if (value != null) {
            query.add(Map.entry(name, value.toString()));
        }
        return this;
    }

    public RestRequest with(List<Map.Entry<String, String>> parameters) {
        query.addAll(parameters);
        return this;
    }

    /** A wish such as {@code return=minimal}. */
    public RestRequest prefer(String wish) {
        prefer.add(wish);
        return this;
    }

    public RestRequest accept(String type) {
        accept = type;
        return this;
    }

    public RestRequest json(byte[] json) {
        body = json;
        return this;
    }

    /** Whether it may be sent twice although it is a POST, such as a function that only reads. */
    public RestRequest repeatable(boolean value) {
        repeatable = value;
        return this;
    }

    String preferred() {
        return String.join(", ", prefer);
    }

    String pathAndQuery() {
        var text = new StringBuilder("/rest/v1/").append(path);
        char sign = '?';
        for (var parameter : query) {
            text.append(sign)
                    .append(Encoding.part(parameter.getKey()))
                    .append('=')
                    .append(Encoding.part(parameter.getValue()));
            sign = '&';
        }
        return text.toString();
    }
}
