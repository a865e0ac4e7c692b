package dev.serai.items.model;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/** What a step with several outputs gives: a list of items for each, with the outputs' names. */
public final class Outputs extends AbstractList<Items> {

    private final List<String> names;
    private final List<Items> lists;
    private final List<Items> sources;

    public Outputs(List<String> names, List<? extends List<Item>> lists) {
        this(names, lists, null);
    }

    /**
     * Outputs whose links lead into other lists than the step's inputs.
     *
     * @param sources those lists, or null for the inputs
     */
    public Outputs(List<String> names, List<? extends List<Item>> lists, List<Items> sources) {
        if (names.size() != lists.size()) {
            throw new IllegalArgumentException(names.size() + " names for " + lists.size() + " outputs");
        }
        this.names = List.copyOf(names);
        this.lists = lists.stream().map(Items::of).toList();
        this.sources = sources;
    }

    public static Outputs single(List<Item> items) {
        return new Outputs(List.of("main"), List.of(items));
    }

    /** As many empty lists as there are names, to be filled and then made into outputs. */
    public static List<List<Item>> empty(List<String> names) {
        var lists = new ArrayList<List<Item>>();
        names.forEach(name -> lists.add(new ArrayList<>()));
        return lists;
    }

    public List<String> names() {
        return names;
    }

    /** The lists that the items' links lead into. */
    public List<Items> sources(List<Items> inputs) {
        return sources == null ? inputs : sources;
    }

    /** The list of an output by its name or number, or null if there is none. */
    public Items named(String nameOrNumber) {
        var index = names.indexOf(nameOrNumber);
        if (index < 0 && nameOrNumber.matches("\\d{1,4}")) {
            index = Integer.parseInt(nameOrNumber);
        }
        return index >= 0 && index < lists.size() ? lists.get(index) : null;
    }

    /** All items, output after output. */
    public Items all() {
        return Items.of(lists.stream().flatMap(List::stream).toList());
    }

    @Override
    public Items get(int index) {
        return lists.get(index);
    }

    @Override
    public int size() {
        return lists.size();
    }
}
