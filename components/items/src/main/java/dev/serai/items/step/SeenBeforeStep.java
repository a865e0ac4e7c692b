package dev.serai.items.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.serai.items.ItemsConfiguration;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.expression.Expression;
import dev.serai.items.model.Item;
import dev.serai.items.model.Outputs;
import dev.serai.items.model.Values;
import dev.serai.items.time.Dates;
import dev.serai.support.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Holds back what came in an earlier message. What it knows of earlier ones is kept where workflows remember. */
final class SeenBeforeStep implements Step {

    private static final List<String> NAMES = List.of("new", "seen");

    private final String how;
    private final Expression value;
    private final int history;
    private final boolean shared;
    private final boolean split;
    private final java.time.ZoneId zone;

    SeenBeforeStep(ItemsConfiguration options) {
        how = Options.oneOf(options.getEarlier(), "earlier", "values", "highest", "latest", "clear");
        value = how.equals("clear")
                ? null
                : Expression.of(Options.need(options.getValue(), "value", "removeDuplicates?earlier=" + how));
        history = options.getHistory();
        shared = options.isShared();
        split = !options.getOutput().isEmpty();
        zone = Zones.of(options);
        if (history < 1) {
            throw new ItemsException(ItemsError.BAD_OPTION, "history=" + history);
        }
    }

    @Override
    public Outputs run(StepCall call) {
        var around = call.scope().around();
        var slot = "seen/" + around.workflow().get("id")
                + (shared ? "" : "/" + call.scope().node());
        if (how.equals("clear")) {
            around.store().write(slot, "{}");
            return Outputs.single(call.items().each(item -> item));
        }
        var groups = groups(call);
        if (how.equals("values") && call.items().size() > history) {
            throw new ItemsException(
                    ItemsError.BAD_OPTION,
                    call.items().size() + " items are more than history=" + history + " can remember");
        }
        var lists = Outputs.empty(NAMES);
        around.store().update(slot, before -> {
            var known = read(before);
            lists.forEach(List::clear);
            if (how.equals("values")) {
                values(groups, known, lists);
            } else {
                most(groups, known, lists);
            }
            return known.toString();
        });
        return split ? new Outputs(NAMES, lists) : Outputs.single(lists.get(0));
    }

    /** Items of one value stand together. */
    private Map<Object, List<Item>> groups(StepCall call) {
        var groups = new LinkedHashMap<Object, List<Item>>();
        for (int i = 0; i < call.items().size(); i++) {
            var given = call.value(value, i);
            var key = switch (how) {
                case "values" -> (Object) Values.readable(given);
                case "highest" -> number(given);
                default -> (double) Dates.read(given, zone).toInstant().toEpochMilli();
            };
            groups.computeIfAbsent(key, ignored -> new ArrayList<>())
                    .add(call.items().get(i).linked(i));
        }
        return groups;
    }

    private static Double number(Object given) {
        var number = Converting.number(given);
        if (number == null) {
            throw new ItemsException(ItemsError.WRONG_TYPE, "'" + Converting.shown(given) + "' is no number");
        }
        return number.doubleValue();
    }

    private static ObjectNode read(String before) {
        try {
            return before == null ? Json.object() : (ObjectNode) Json.MAPPER.readTree(before);
        } catch (JsonProcessingException | ClassCastException e) {
            throw new ItemsException(ItemsError.STATE, "what was seen before is not readable", e);
        }
    }

    /** The values themselves are not kept, since they may be long or secret. */
    private void values(Map<Object, List<Item>> groups, ObjectNode known, List<List<Item>> lists) {
        var seen = new LinkedHashSet<String>();
        known.withArray("/values").forEach(one -> seen.add(one.asText()));
        var here = new ArrayList<String>();
        groups.forEach((key, items) -> {
            var mark = UUID.nameUUIDFromBytes(key.toString().getBytes(StandardCharsets.UTF_8))
                    .toString();
            lists.get(seen.contains(mark) ? 1 : 0).addAll(items);
            here.add(mark);
        });
        seen.addAll(here);
        var kept = known.putArray("values");
        seen.stream().skip(Math.max(0, seen.size() - history)).forEach(kept::add);
    }

    private void most(Map<Object, List<Item>> groups, ObjectNode known, List<List<Item>> lists) {
        var before = known.path(how).asDouble(Double.NEGATIVE_INFINITY);
        var most = before;
        for (var group : groups.entrySet()) {
            var one = (Double) group.getKey();
            lists.get(one > before ? 0 : 1).addAll(group.getValue());
            most = Math.max(most, one);
        }
        if (Double.isFinite(most)) {
            known.put(how, most);
        }
    }
}
