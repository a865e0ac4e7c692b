package dev.serai.items;

import dev.serai.items.model.Item;
import dev.serai.items.model.Items;
import dev.serai.items.model.Outputs;
import dev.serai.items.step.Step;
import dev.serai.items.step.StepCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a step gives that has failed in a flow that goes on. Where it works on one item after the other, only those that it
 * fails on are failures. What fails as a whole lets its input through, and code gives its failure.
 *
 * @param apart whether failures have an output of their own
 */
record AfterFailure(Step step, boolean apart) {

    private static final String ERROR = "error";

    Outputs of(StepCall call, ItemsException failure) {
        // The items that are left would all fail in the same way, each after a while.
        if (isOfAll(failure)) {
            throw failure;
        }
        var input = call.items();
        if (!isOfItems(failure)) {
            var passed = input.each(item -> item);
            return apart ? new Outputs(List.of("main", ERROR), List.of(passed, Items.NONE)) : Outputs.single(passed);
        }
        if (!step.isForEachItem()) {
            var told = told(Item.empty().linked(0), failure);
            return apart ? new Outputs(List.of("main", ERROR), List.of(Items.NONE, told)) : Outputs.single(told);
        }
        Map<String, List<Item>> lists = new LinkedHashMap<>();
        var failed = new ArrayList<Item>();
        for (int i = 0; i < input.size(); i++) {
            Outputs made;
            try {
                made = call.only(i).run(step);
            } catch (ItemsException e) {
                if (isOfAll(e)) {
                    throw e;
                }
                made = step.instead(input.get(i));
                if (made == null) {
                    var told = told(input.get(i).linked(i), e);
                    failed.addAll(told);
                    made = new Outputs(List.of(step.mainOutput()), List.of(apart ? List.of() : told));
                }
            }
            for (int output = 0; output < made.size(); output++) {
                var list = lists.computeIfAbsent(made.names().get(output), name -> new ArrayList<>());
                for (var item : made.get(output)) {
                    list.add(item.linked(i));
                }
            }
        }
        if (apart) {
            lists.put(ERROR, failed);
        }
        return new Outputs(List.copyOf(lists.keySet()), List.copyOf(lists.values()));
    }

    private static boolean isOfAll(ItemsException failure) {
        return failure.error() == ItemsError.LIST_TIME || failure.error() == ItemsError.STOPPED;
    }

    /** What code gives in a wrong form is a failure of the whole, as that of most steps on a list is. */
    private boolean isOfItems(ItemsException failure) {
        return (step.isForEachItem() || step.isTelling()) && failure.error() != ItemsError.BAD_RESULT;
    }

    private Items told(Item item, ItemsException failure) {
        return Items.of(told(item, failure.getMessage(), apart));
    }

    /** An item that tells what went wrong with it; with its fields if they are to go where failures go. */
    static Item told(Item item, String message, boolean withFields) {
        Map<String, Object> json = withFields ? item.copy() : new LinkedHashMap<>();
        json.put(ERROR, message);
        return item.withJson(json).failed(message);
    }
}
