package dev.serai.items.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.items.ItemsConfiguration;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.expression.Expression;
import dev.serai.items.model.Values;
import dev.serai.support.json.Json;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether an item passes: one expression, or comparisons as n8n writes them. */
final class Conditions {

    /** A side is an expression, or a value that JSON has a type for. */
    private record Side(Expression expression, Object constant) {

        Object value(StepCall call, int item) {
            return expression == null ? constant : call.value(expression, item);
        }
    }

    private record Comparison(Side left, Condition condition, Side right) {}

    private static final Map<String, String> SIGNS = Map.of(
            "==",
            "equals",
            "!=",
            "notEquals",
            ">",
            "gt",
            "<",
            "lt",
            ">=",
            "gte",
            "<=",
            "lte",
            "larger",
            "gt",
            "smaller",
            "lt");

    private final Expression expression;
    private final List<Comparison> comparisons = new ArrayList<>();
    private final boolean all;

    private Conditions(Expression expression, boolean all) {
        this.expression = expression;
        this.all = all;
    }

    static Conditions of(String code) {
        return new Conditions(Expression.of(code), true);
    }

    static Conditions of(ItemsConfiguration options, String step) {
        if (options.getConditions() == null) {
            return of(Options.need(options.getCondition(), "condition or conditions", step));
        }
        try {
            return of(Json.read(options.getConditions()), options);
        } catch (JsonProcessingException e) {
            throw new ItemsException(ItemsError.BAD_OPTION, "conditions is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    static Conditions of(JsonNode json, ItemsConfiguration options) {
        var list = json.isObject() ? json.path("conditions") : json;
        var own = json.path("options");
        var combine = json.path("combinator").asText(options.getCombine());
        var ignoreCase = options.isIgnoreCase()
                || own.has("caseSensitive") && !own.path("caseSensitive").asBoolean();
        var loose = options.isLoose() || own.path("typeValidation").asText().equals("loose");
        var conditions = new Conditions(
                null, Options.oneOf(combine, "combine", "and", "or").equals("and"));
        if (!list.isArray() || list.isEmpty()) {
            throw new ItemsException(ItemsError.BAD_OPTION, "conditions has no list of conditions");
        }
        var zone = Zones.of(options);
        for (var one : list) {
            conditions.comparisons.add(comparison(one, ignoreCase, loose, zone));
        }
        return conditions;
    }

    private static Comparison comparison(JsonNode json, boolean ignoreCase, boolean loose, ZoneId zone) {
        var operator = json.path("operator");
        var text = json.path("op").asText(operator.isTextual() ? operator.asText() : "");
        var dot = text.indexOf('.');
        var type = operator.path("type").asText(dot < 0 ? "string" : text.substring(0, dot));
        var operation = operator.path("operation").asText(text.substring(dot + 1));
        return new Comparison(
                side(json.has("left") ? json.get("left") : json.get("leftValue")),
                new Condition(type, SIGNS.getOrDefault(operation, operation), ignoreCase, loose, zone),
                side(json.has("right") ? json.get("right") : json.get("rightValue")));
    }

    private static Side side(JsonNode json) {
        if (json == null || !json.isTextual()) {
            return new Side(null, json == null ? null : Json.MAPPER.convertValue(json, Object.class));
        }
        return new Side(Expression.parameter(json.asText()), null);
    }

    boolean test(StepCall call, int item) {
        if (expression != null) {
            return Values.truthy(call.value(expression, item));
        }
        for (var one : comparisons) {
            if (one.condition().searches()) {
                call.session().checkTime();
            }
            if (one.condition().test(one.left().value(call, item), one.right().value(call, item)) != all) {
                return !all;
            }
        }
        return all;
    }
}
