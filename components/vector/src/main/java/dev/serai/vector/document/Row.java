package dev.serai.vector.document;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A row of a table as a map that can't be changed. All rows share their names, since a table has many rows. */
final class Row extends AbstractMap<String, Object> {

    private final Map<String, Integer> columns;
    private final List<Object> values;

    /**
     * @param columns the place of each name, in order
     * @param values may be fewer than the names; then the others are null
     */
    Row(Map<String, Integer> columns, List<Object> values) {
        this.columns = columns;
        this.values = values;
    }

    @Override
    public Object get(Object name) {
        var place = columns.get(name);
        return place == null ? null : value(place);
    }

    @Override
    public boolean containsKey(Object name) {
        return columns.containsKey(name);
    }

    @Override
    public Set<String> keySet() {
        return Collections.unmodifiableSet(columns.keySet());
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, Object>> iterator() {
                return columns.entrySet().stream()
                        .<Entry<String, Object>>map(
                                column -> new SimpleImmutableEntry<>(column.getKey(), value(column.getValue())))
                        .iterator();
            }

            @Override
            public int size() {
                return columns.size();
            }
        };
    }

    private Object value(int place) {
        return place < values.size() ? values.get(place) : null;
    }
}
