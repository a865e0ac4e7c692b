package dev.serai.items.script;

import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.expression.Scope;
import dev.serai.items.jmespath.JmesPath;
import dev.serai.items.model.Item;
import dev.serai.items.model.ItemJson;
import dev.serai.items.model.Items;
import dev.serai.items.time.DateCalls;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.graalvm.polyglot.Value;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one function through which JavaScript asks for data. Only texts, numbers and truths go through it, in both
 * directions: no object of Java is ever seen by code.
 */
final class Bridge {

    private static final Logger LOG = LoggerFactory.getLogger("dev.serai.items.console");
    private static final int LONGEST_NOTE = 2000;

    private Scope scope;
    private Set<String> fields;

    void enter(Scope newScope) {
        scope = newScope;
        fields = null;
    }

    /** The fields of the item that this evaluation can ask for; null are all. */
    void narrow(Set<String> newFields) {
        fields = newFields;
    }

    void leave() {
        scope = null;
    }

    Object call(Value... arguments) {
        var values = new ArrayList<>();
        for (var argument : arguments) {
            values.add(plain(argument));
        }
        var name = String.valueOf(values.remove(0));
        if (name.startsWith("date.")) {
            return DateCalls.call(name.substring(5), values);
        }
        return switch (name) {
            case "bytes", "text", "digest", "random", "mimeType" -> ByteCalls.call(name, values);
            case "hash", "base64", "unbase64" -> TextCalls.call(name, values);
            case "jmespath" -> jmespath(text(values, 0), text(values, 1));
            default -> data(name, values);
        };
    }

    private Object data(String name, List<Object> values) {
        if (scope == null) {
            throw new ItemsException(ItemsError.NOT_AVAILABLE, "'" + name + "' is asked for outside an evaluation");
        }
        return switch (name) {
            case "json" -> Json.text(narrowed(scope.item().json()));
            case "item" -> item(scope.items(), whole(values, 0));
            // Code that passes an item on means this one, not the one it was made of.
            case "items" -> list(scope.items().each(item -> item));
            case "nodeItems" -> list(scope.itemsOf(text(values, 0), whole(values, 1), whole(values, 2)));
            case "linked" -> Json.text(ItemJson.wire(scope.linked(text(values, 0), whole(values, 1))));
            case "sameNumber" -> Json.text(ItemJson.wire(scope.sameNumber(text(values, 0))));
            case "ran" -> scope.run().last(text(values, 0)) != null;
            case "parameters" ->
                Json.text(
                        values.isEmpty() || values.get(0) == null
                                ? scope.parameters()
                                : scope.ranNode(text(values, 0)).parameters());
            case "env" -> env(text(values, 0));
            case "envNames" -> Json.text(new ArrayList<>(scope.around().env().keySet()));
            case "vars" -> Json.text(scope.around().vars());
            case "execution" -> Json.text(scope.around().execution());
            case "workflow" -> Json.text(scope.around().workflow());
            case "index" -> scope.index();
            case "runIndex" -> scope.node() == null ? 0 : scope.run().runs(scope.node());
            case "previous" -> Json.text(previous());
            case "noItemsLeft" -> scope.run().state().get("last:" + text(values, 0));
            case "nodeRuns" -> scope.run().runs(text(values, 0));
            case "now" -> (double) scope.now().toEpochMilli();
            case "file" -> file(values, false);
            case "file64" -> file(values, true);
            case "remembered" -> scope.around().store().read(slot(text(values, 0)));
            case "remember" -> remember(text(values, 0), text(values, 1));
            case "listens" -> LOG.isDebugEnabled();
            case "note" -> note(text(values, 0));
            case "zone" -> scope.around().zone().getId();
            default -> throw new ItemsException(ItemsError.NOT_AVAILABLE, "there is no '" + name + "'");
        };
    }

    /** Reading the item's text is most of what an expression costs, so what cannot be asked for is left out. */
    private Map<String, Object> narrowed(Map<String, Object> json) {
        if (fields == null || json.size() <= fields.size()) {
            return json;
        }
        var some = new LinkedHashMap<String, Object>();
        for (var field : fields) {
            if (json.containsKey(field)) {
                some.put(field, json.get(field));
            }
        }
        return some;
    }

    private String file(List<Object> values, boolean base64) {
        var index = whole(values, 0);
        var name = text(values, 1);
        var file = index >= 0 && index < scope.items().size()
                ? scope.items().get(index).binary().get(name)
                : null;
        if (file == null) {
            return null;
        }
        var bytes = ByteCalls.ofFile(file, name);
        return base64 ? Base64.getEncoder().encodeToString(bytes) : ByteCalls.latin(bytes);
    }

    /** A workflow has one memory for all of its steps, and one for each. */
    private String slot(String type) {
        var flow = scope.around().workflow().get("id");
        return "static/" + flow + (type.equals("node") ? "/" + scope.node() : "");
    }

    private Object remember(String type, String text) {
        scope.around().store().write(slot(type), text);
        return null;
    }

    private Object note(String text) {
        var shown = text.length() > LONGEST_NOTE ? text.substring(0, LONGEST_NOTE) + "..." : text;
        LOG.debug("{}: {}", scope.node() == null ? "code" : scope.node(), shown);
        return null;
    }

    private static String item(Items items, int index) {
        return index >= 0 && index < items.size()
                ? Json.text(ItemJson.wire(items.get(index).linked(index)))
                : null;
    }

    private static String list(Items items) {
        return Json.text(items.stream().map(ItemJson::wire).toList());
    }

    private String env(String name) {
        if (!scope.around().env().containsKey(name)) {
            throw new ItemsException(ItemsError.ENV, "the environment variable '" + name + "' is not allowed here");
        }
        return scope.around().env().get(name);
    }

    private Map<String, Object> previous() {
        Item item = scope.item();
        var maker = scope.run().maker(item);
        var facts = new LinkedHashMap<String, Object>();
        facts.put("name", maker);
        facts.put("outputIndex", 0);
        facts.put("runIndex", maker == null ? 0 : scope.run().runs(maker) - 1);
        return facts;
    }

    private static String jmespath(String json, String expression) {
        try {
            return Json.text(JmesPath.of(expression).search(Json.MAPPER.readValue(json, Object.class)));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new ItemsException(ItemsError.EXPRESSION, "jmespath was given no JSON", e);
        }
    }

    private static Object plain(Value value) {
        if (value.isString()) {
            return value.asString();
        }
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        return value.isNumber() ? (Object) value.asDouble() : null;
    }

    private static String text(List<Object> values, int index) {
        return index < values.size() && values.get(index) != null ? String.valueOf(values.get(index)) : "";
    }

    private static int whole(List<Object> values, int index) {
        return index < values.size() && values.get(index) instanceof Number number ? number.intValue() : 0;
    }
}
