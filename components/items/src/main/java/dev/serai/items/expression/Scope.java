package dev.serai.items.expression;

import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.model.Item;
import dev.serai.items.model.ItemRun;
import dev.serai.items.model.Items;
import dev.serai.items.model.NodeRun;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What one evaluation sees.
 *
 * @param items the input of the step
 * @param index the item that is being worked on
 * @param run what ran before
 * @param node the step's own name, or null
 * @param parameters the step's own parameters as far as expressions may see them
 */
public record Scope(
        Items items,
        int index,
        ItemRun run,
        Surroundings around,
        String node,
        Map<String, Object> parameters,
        Instant now) {

    public static Scope of(Items items) {
        return new Scope(items, 0, new ItemRun(), Surroundings.NONE, null, Map.of(), Instant.now());
    }

    public Scope at(int newIndex) {
        return new Scope(items, newIndex, run, around, node, parameters, now);
    }

    /** The current item; an empty one where there is no input. */
    public Item item() {
        return index < items.size() ? items.get(index) : Item.empty();
    }

    /** The last run of another node; an error when it has not run. */
    public NodeRun ranNode(String name) {
        var found = run.last(name);
        if (found == null) {
            throw new ItemsException(ItemsError.UNKNOWN_NODE, "node '" + name + "' has not run");
        }
        return found;
    }

    /** The items of an output of another node. */
    public Items itemsOf(String name, int output, int runIndex) {
        var found = runIndex < 0 ? ranNode(name) : run.run(name, runIndex);
        if (found == null) {
            throw new ItemsException(ItemsError.UNKNOWN_NODE, "node '" + name + "' has no run " + runIndex);
        }
        return output >= 0 && output < found.outputs().size() ? found.outputs().get(output) : Items.NONE;
    }

    /** The item of another node that has the number of the current one, as the old $node has it. */
    public Item sameNumber(String name) {
        var all = itemsOf(name, 0, -1);
        if (index < all.size()) {
            return all.get(index);
        }
        throw new ItemsException(
                ItemsError.BROKEN_LINK, "node '" + name + "' has " + all.size() + " items, none is item " + index);
    }

    /** The item of another node that an item of the input was made of. */
    public Item linked(String name, int itemIndex) {
        ranNode(name);
        var item = itemIndex >= 0 && itemIndex < items.size() ? items.get(itemIndex) : null;
        var origins = item == null ? List.<Item>of() : run.origins(item, name);
        if (origins.size() == 1) {
            return origins.get(0);
        }
        // With one item only there is nothing to mix up.
        var all = itemsOf(name, 0, -1);
        if (origins.isEmpty() && all.size() == 1) {
            return all.get(0);
        }
        throw new ItemsException(
                ItemsError.BROKEN_LINK,
                "item " + itemIndex + " leads back to " + (origins.isEmpty() ? "no" : origins.size() + " different")
                        + " items of node '" + name + "'");
    }
}
