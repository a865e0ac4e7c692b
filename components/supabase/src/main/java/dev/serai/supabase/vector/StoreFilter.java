package dev.serai.supabase.vector;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.support.json.Json;
import dev.serai.support.text.Storable;
import dev.serai.support.vector.Filter;
import dev.serai.support.vector.Filter.Comparison;
import java.util.List;
import java.util.Locale;

/**
 * A filter as the functions of the database read it. What has to be equal goes where an index answers it; the rest is
 * looked at row by row. Names and values stay data.
 */
final class StoreFilter {

    private static final int DEEPEST = 40;

    private final ObjectNode contained = Json.object();
    private final ArrayNode rest = Json.MAPPER.createArrayNode();
    private String source;

    private StoreFilter() {}

    static ObjectNode of(Filter filter) {
        var parts = new StoreFilter();
        parts.split(filter, 0);
        var condition = Json.object();
        if (!parts.contained.isEmpty()) {
            condition.set("contained", parts.contained);
        }
        if (parts.source != null) {
            condition.put("source", parts.source);
        }
        if (!parts.rest.isEmpty()) {
            condition.set("rest", parts.rest.size() == 1 ? parts.rest.get(0) : joined("and", parts.rest));
        }
        return condition;
    }

    /** Takes apart what all has to hold. */
    private void split(Filter filter, int depth) {
        if (filter instanceof Filter.And and) {
            check(depth);
            and.filters().forEach(part -> split(part, depth + 1));
        } else if (filter instanceof Filter.Compare same && same.comparison() == Comparison.EQ) {
            equal(same);
        } else {
            rest.add(part(filter, depth));
        }
    }

    private void equal(Filter.Compare same) {
        if (same.name().equals("source") && source == null) {
            source = Storable.of(String.valueOf(same.value()));
        } else if (isColumn(same.name())) {
            rest.add(part(same, 0));
        } else {
            // Not withArray: a name with a slash is a name here, and no path.
            var name = Storable.of(same.name());
            var values = contained.get(name) instanceof ArrayNode known ? known : contained.putArray(name);
            values.add(value(name, same.value()));
        }
    }

    private static ObjectNode part(Filter filter, int depth) {
        check(depth);
        if (filter instanceof Filter.And and) {
            return joined("and", parts(and.filters(), depth));
        } else if (filter instanceof Filter.Or or) {
            return joined("or", parts(or.filters(), depth));
        } else if (filter instanceof Filter.Not not) {
            return joined("not", part(not.filter(), depth + 1));
        } else if (filter instanceof Filter.Exists exists) {
            return leaf("exists", exists.name(), Json.tree(exists.exists()));
        } else if (filter instanceof Filter.In in) {
            var values = Json.MAPPER.createArrayNode();
            in.values().forEach(value -> values.add(value(in.name(), value)));
            return leaf("in", in.name(), values);
        }
        var compare = (Filter.Compare) filter;
        var value = compare.comparison() == Comparison.PREFIX ? String.valueOf(compare.value()) : compare.value();
        return leaf(compare.comparison().name().toLowerCase(Locale.ROOT), compare.name(), value(compare.name(), value));
    }

    private static ArrayNode parts(List<Filter> filters, int depth) {
        var parts = Json.MAPPER.createArrayNode();
        filters.forEach(filter -> parts.add(part(filter, depth + 1)));
        return parts;
    }

    private static ObjectNode joined(String word, JsonNode of) {
        var joined = Json.object().put("op", word);
        joined.set("of", of);
        return joined;
    }

    private static ObjectNode leaf(String word, String name, JsonNode value) {
        var leaf = Json.object().put("op", word).put("name", Storable.of(name));
        leaf.set("value", value);
        return leaf;
    }

    /** The two columns are texts, so whatever they are compared with is one. */
    private static JsonNode value(String name, Object value) {
        return Json.tree(
                !isColumn(name) && (value instanceof Number || value instanceof Boolean)
                        ? value
                        : Storable.of(String.valueOf(value)));
    }

    private static boolean isColumn(String name) {
        return name.equals("id") || name.equals("source");
    }

    private static void check(int depth) {
        if (depth > DEEPEST) {
            throw new SupabaseException(
                    VectorError.BAD_FILTER,
                    "the filter is nested deeper than " + DEEPEST + " levels",
                    "Write it flatter.",
                    null);
        }
    }
}
