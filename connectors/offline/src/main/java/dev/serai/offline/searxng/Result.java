package dev.serai.offline.searxng;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Something that an engine finds. */
public final class Result {
    private final Map<String, Object> fields;
    private final List<String> engines;

    private Result(Map<String, Object> fields, List<String> engines) {
        this.fields = fields;
        this.engines = engines;
    }

    public static Result of(String title, String url, String content) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("title", title);
        fields.put("url", url);
        fields.put("content", content);
        return new Result(fields, List.of());
    }

    /** A row of a table, which has no address. */
    public static Result table(String caption, Map<String, ?> row) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("template", "keyvalue.html");
        fields.put("url", null);
        fields.put("kvmap", new LinkedHashMap<>(row));
        fields.put("caption", caption);
        fields.put("key_title", "Name");
        fields.put("value_title", "Value");
        return new Result(fields, List.of());
    }

    /** Adds or replaces a field, under the name that it has in the server's JSON. */
    public Result with(String field, Object value) {
        var more = new LinkedHashMap<>(fields);
        more.put(field, value);
        return new Result(more, engines);
    }

    /** The engines that find it; by default the first one that is asked. */
    public Result foundBy(String... names) {
        return new Result(fields, List.of(names));
    }

    /** ISO 8601. */
    public Result published(String date) {
        return with("publishedDate", date);
    }

    Map<String, Object> fields() {
        return fields;
    }

    List<String> engines() {
        return engines;
    }

    boolean isTable() {
        return fields.containsKey("kvmap");
    }
}
