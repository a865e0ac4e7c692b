package dev.serai.items.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What has run so far in one trip of a message: node, then runs, then outputs, then items. It is shared by all copies of
 * the exchange, so branches see one another's results. Safe for threads.
 */
public final class ItemRun {

    private record Place(NodeRun run, Item item) {}

    private final Map<String, List<NodeRun>> nodes = new LinkedHashMap<>();
    private final Map<Item, Place> places = new IdentityHashMap<>();
    private final Map<String, Object> state = new ConcurrentHashMap<>();

    /** Keeps what a node made. The items must be new objects, since an item belongs to the node that made it. */
    public synchronized NodeRun record(
            String node, List<Items> inputs, Outputs outputs, Map<String, Object> parameters) {
        var runs = nodes.computeIfAbsent(node, name -> new ArrayList<>());
        var run = new NodeRun(node, runs.size(), List.copyOf(inputs), outputs, parameters);
        runs.add(run);
        outputs.forEach(list -> list.forEach(item -> places.put(item, new Place(run, item))));
        return run;
    }

    /** All that has run, node after node. */
    synchronized List<NodeRun> all() {
        return nodes.values().stream().flatMap(List::stream).toList();
    }

    /** The last run of a node, or null when it has not run. */
    public synchronized NodeRun last(String node) {
        var runs = nodes.get(node);
        return runs == null ? null : runs.get(runs.size() - 1);
    }

    /** A certain run of a node, or null. */
    public synchronized NodeRun run(String node, int run) {
        var runs = nodes.get(node);
        return runs == null || run < 0 || run >= runs.size() ? null : runs.get(run);
    }

    public synchronized int runs(String node) {
        var runs = nodes.get(node);
        return runs == null ? 0 : runs.size();
    }

    /** The name of the node that made an item, or null. */
    public synchronized String maker(Item item) {
        var place = places.get(item);
        return place == null ? null : place.run().node();
    }

    /**
     * The items of a node that an item was made of, over all nodes in between. None means that the way back is broken,
     * more than one that it is ambiguous.
     */
    public synchronized List<Item> origins(Item item, String node) {
        var found = new ArrayList<Item>();
        Set<Item> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        var open = new ArrayList<>(List.of(item));
        while (!open.isEmpty()) {
            var next = open.remove(open.size() - 1);
            var place = places.get(next);
            if (place == null || !seen.add(next)) {
                continue;
            }
            if (place.run().node().equals(node)) {
                found.add(next);
            } else {
                open.addAll(parents(place));
            }
        }
        return found;
    }

    private static List<Item> parents(Place place) {
        var parents = new ArrayList<Item>();
        var links =
                place.item().links() == null ? List.<Link>of() : place.item().links();
        for (var link : new HashSet<>(links)) {
            var inputs = place.run().inputs();
            if (link.input() >= 0
                    && link.input() < inputs.size()
                    && link.item() >= 0
                    && link.item() < inputs.get(link.input()).size()) {
                parents.add(inputs.get(link.input()).get(link.item()));
            }
        }
        return parents;
    }

    /** What steps remember from one time to the next, such as what a loop still has to do. */
    public Map<String, Object> state() {
        return state;
    }
}
