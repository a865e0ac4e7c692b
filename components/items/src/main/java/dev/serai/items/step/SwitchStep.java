package dev.serai.items.step;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.items.ItemsConfiguration;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.expression.Expression;
import dev.serai.items.model.Item;
import dev.serai.items.model.Outputs;
import dev.serai.items.model.Values;
import dev.serai.support.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Deals items out to many outputs. */
final class SwitchStep implements Step {

    private static final int MOST = 100;

    private final List<Conditions> rules = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Expression value;
    private final boolean all;
    private final int fallback;

    SwitchStep(ItemsConfiguration options) {
        value = options.getValue() == null ? null : Expression.of(options.getValue());
        all = options.isAllMatching();
        var given = Options.list(options.getOutputNames());
        if (value == null) {
            read(options);
        }
        int outputs = value == null ? rules.size() : given.size();
        if (outputs == 0 || outputs > MOST) {
            throw new ItemsException(
                    ItemsError.MISSING_OPTION,
                    "items:switch needs rule.1, rule.2 and so on, ruleList, or value and outputNames");
        }
        for (int i = 0; i < outputs; i++) {
            if (i < given.size()) {
                set(i, given.get(i));
            } else if (i >= names.size() || names.get(i) == null) {
                set(i, String.valueOf(i));
            }
        }
        fallback = fallback(options.getFallback());
    }

    private void set(int index, String name) {
        while (names.size() <= index) {
            names.add(null);
        }
        names.set(index, name);
    }

    private void read(ItemsConfiguration options) {
        var sorted = new TreeMap<Integer, String>();
        options.getRules().forEach((number, rule) -> {
            if (!number.matches("\\d{1,3}")) {
                throw new ItemsException(ItemsError.BAD_OPTION, "rule." + number + " is not numbered");
            }
            sorted.put(Integer.valueOf(number), String.valueOf(rule));
        });
        sorted.values().forEach(rule -> rules.add(Conditions.of(rule)));
        if (options.getRuleList() == null) {
            return;
        }
        try {
            JsonNode json = Json.read(options.getRuleList());
            for (var rule : json.isObject() ? json.path("values") : json) {
                if (rule.hasNonNull("outputKey")) {
                    set(rules.size(), rule.get("outputKey").asText());
                }
                rules.add(Conditions.of(rule.path("conditions"), options));
            }
        } catch (JsonProcessingException e) {
            throw new ItemsException(ItemsError.BAD_OPTION, "ruleList is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private int fallback(String option) {
        if (option.equals("none")) {
            return -1;
        }
        if (option.equals("extra")) {
            names.add("fallback");
            return names.size() - 1;
        }
        var index = option.matches("\\d{1,3}") ? Integer.parseInt(option) : names.indexOf(option);
        if (index < 0 || index >= names.size()) {
            throw new ItemsException(ItemsError.BAD_OPTION, "fallback='" + option + "' is no output");
        }
        return index;
    }

    @Override
    public boolean isForEachItem() {
        return true;
    }

    @Override
    public String mainOutput() {
        return names.get(0);
    }

    @Override
    public Outputs run(StepCall call) {
        var lists = Outputs.empty(names);
        for (int i = 0; i < call.items().size(); i++) {
            Item item = call.items().get(i);
            for (int output : outputs(call, i)) {
                lists.get(output).add(item.linked(i));
            }
        }
        return new Outputs(names, lists);
    }

    private List<Integer> outputs(StepCall call, int item) {
        if (value != null) {
            return List.of(output(call.value(value, item)));
        }
        var found = new ArrayList<Integer>();
        for (int rule = 0; rule < rules.size() && (all || found.isEmpty()); rule++) {
            if (rules.get(rule).test(call, item)) {
                found.add(rule);
            }
        }
        return found.isEmpty() && fallback >= 0 ? List.of(fallback) : found;
    }

    private int output(Object wanted) {
        var index = names.indexOf(Values.text(wanted));
        var number = Values.toDouble(wanted);
        if (index < 0 && wanted != null && number == Math.rint(number) && number >= 0 && number < names.size()) {
            index = (int) number;
        }
        if (index < 0 && fallback >= 0) {
            return fallback;
        }
        if (index < 0) {
            throw new ItemsException(
                    ItemsError.UNKNOWN_OUTPUT,
                    "value gave '" + Converting.shown(wanted) + "', the outputs are " + names);
        }
        return index;
    }
}
