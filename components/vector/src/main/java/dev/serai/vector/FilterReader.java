package dev.serai.vector;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.support.json.Json;
import dev.serai.support.vector.Filter;
import dev.serai.support.vector.Filter.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Reads filters that are written as in MongoDB. */
final class FilterReader {

    private static final int DEEPEST = 20;
    private static final int MOST = 500;

    private static final Map<String, Comparison> COMPARISONS = Map.of(
            "$eq", Comparison.EQ,
            "$ne", Comparison.NE,
            "$gt", Comparison.GT,
            "$gte", Comparison.GTE,
            "$lt", Comparison.LT,
            "$lte", Comparison.LTE,
            "$prefix", Comparison.PREFIX);

    private int parts;

    private FilterReader() {}

    static Filter read(String json) {
        try {
            return read(Json.read(json));
        } catch (JsonProcessingException e) {
            throw new VectorException(VectorError.BAD_FILTER, "the filter is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    static Filter read(JsonNode json) {
        return new FilterReader().object(json, 0);
    }

    private Filter object(JsonNode json, int depth) {
        if (depth > DEEPEST) {
            throw bad("the filter is nested deeper than " + DEEPEST + " levels");
        }
        if (!json.isObject()) {
            throw bad("the filter has '" + json + "' where an object is expected");
        }
        var all = new ArrayList<Filter>();
        json.properties().forEach(entry -> all.add(part(entry.getKey(), entry.getValue(), depth)));
        return all.size() == 1 ? all.get(0) : new Filter.And(all);
    }

    private Filter part(String name, JsonNode value, int depth) {
        count();
        return switch (name) {
            case "$and" -> new Filter.And(several(name, value, depth));
            case "$or" -> new Filter.Or(several(name, value, depth));
            case "$not" -> new Filter.Not(object(value, depth + 1));
            default -> {
                if (name.startsWith("$")) {
                    throw bad("the filter's operator '" + name + "' is not known, or needs a name before it");
                }
                yield field(name, value, depth);
            }
        };
    }

    private List<Filter> several(String name, JsonNode value, int depth) {
        if (!value.isArray() || value.isEmpty()) {
            throw bad("the filter's " + name + " has '" + value + "', and wants a list of filters");
        }
        return value.valueStream().map(one -> object(one, depth + 1)).toList();
    }

    private Filter field(String name, JsonNode value, int depth) {
        if (depth > DEEPEST) {
            throw bad("the filter is nested deeper than " + DEEPEST + " levels");
        }
        if (!value.isObject()) {
            return new Filter.Compare(name, Comparison.EQ, constant(name, value));
        }
        if (value.isEmpty()) {
            throw bad("the filter has no operator for '" + name + "'");
        }
        var all = new ArrayList<Filter>();
        value.properties().forEach(entry -> all.add(operator(name, entry.getKey(), entry.getValue(), depth)));
        return all.size() == 1 ? all.get(0) : new Filter.And(all);
    }

    private Filter operator(String name, String operator, JsonNode value, int depth) {
        count();
        var comparison = COMPARISONS.get(operator);
        if (comparison != null) {
            var constant = constant(name, value);
            if (comparison == Comparison.PREFIX && !(constant instanceof String)) {
                throw bad("the filter's $prefix of '" + name + "' is " + value + ", and wants a text");
            }
            return new Filter.Compare(name, comparison, constant);
        }
        return switch (operator) {
            case "$in" -> list(name, operator, value, Filter.In::new);
            case "$nin" -> new Filter.Not(list(name, operator, value, Filter.In::new));
            case "$not" -> new Filter.Not(field(name, value, depth + 1));
            case "$exists" -> {
                if (!value.isBoolean()) {
                    throw bad("the filter's $exists of '" + name + "' is " + value + ", and wants true or false");
                }
                yield new Filter.Exists(name, value.asBoolean());
            }
            default -> throw bad("the filter's operator '" + operator + "' of '" + name + "' is not known");
        };
    }

    private Filter list(String name, String operator, JsonNode value, BiFunction<String, List<Object>, Filter> make) {
        if (!value.isArray()) {
            throw bad("the filter's " + operator + " of '" + name + "' is " + value + ", and wants a list");
        }
        var constants = new ArrayList<Object>();
        for (var one : value) {
            count();
            constants.add(constant(name, one));
        }
        return make.apply(name, constants);
    }

    private Object constant(String name, JsonNode value) {
        if (value.isTextual()) {
            return value.asText();
        }
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.asLong();
        }
        if (value.isNumber()) {
            return value.asDouble();
        }
        throw bad("the filter compares '" + name + "' with " + value
                + ", and only texts, numbers, true and false are compared");
    }

    private void count() {
        if (++parts > MOST) {
            throw bad("the filter has more than " + MOST + " parts");
        }
    }

    private static VectorException bad(String fact) {
        return new VectorException(VectorError.BAD_FILTER, fact);
    }
}
