package dev.serai.items.model;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The list of items that a message carries. */
public final class Items extends AbstractList<Item> {

    public static final Items NONE = new Items(List.of());

    private final List<Item> list;

    private Items(List<Item> list) {
        this.list = list;
    }

    public static Items of(List<Item> list) {
        return list instanceof Items items ? items : new Items(List.copyOf(list));
    }

    public static Items of(Item... list) {
        return new Items(List.of(list));
    }

    public static Items ofJson(List<Map<String, Object>> list) {
        return of(list.stream().map(Item::of).toList());
    }

    @Override
    public Item get(int index) {
        return list.get(index);
    }

    @Override
    public int size() {
        return list.size();
    }

    @Override
    public Stream<Item> stream() {
        return list.stream();
    }

    /** Makes of each item one that is linked to it. */
    public Items each(Function<Item, Item> change) {
        var out = new ArrayList<Item>(size());
        for (int i = 0; i < size(); i++) {
            out.add(change.apply(get(i)).linked(i));
        }
        return of(out);
    }

    /** Fills in links that a step left unset: equal counts go by position, one result comes from the first. */
    public Items linkedTo(Items input) {
        var out = new ArrayList<Item>(size());
        for (int i = 0; i < size(); i++) {
            var item = get(i);
            if (item.links() == null && !input.isEmpty() && (input.size() == 1 || size() == 1)) {
                out.add(item.linked(0));
            } else if (item.links() == null && input.size() == size()) {
                out.add(item.linked(i));
            } else {
                out.add(item);
            }
        }
        return of(out);
    }

    /** The fields of all items. */
    public List<Map<String, Object>> json() {
        return list.stream().map(Item::json).toList();
    }
}
