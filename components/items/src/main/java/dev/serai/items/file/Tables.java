package dev.serai.items.file;

import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.model.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Between rows of cells and objects with names. */
public final class Tables {

    /** A table has a cell for each name, whichever item it is from. */
    private static final int CELLS = 5_000_000;

    private Tables() {}

    /** Objects of rows; without a row of names the fields are called by their number. */
    public static List<Map<String, Object>> objects(List<? extends List<?>> rows, boolean header) {
        var out = new ArrayList<Map<String, Object>>();
        if (rows.isEmpty()) {
            return out;
        }
        var names = header ? names(rows.get(0)) : List.<String>of();
        for (var row : rows.subList(header ? 1 : 0, rows.size())) {
            var object = new LinkedHashMap<String, Object>();
            for (int i = 0; i < row.size(); i++) {
                if (row.get(i) != null) {
                    object.put(i < names.size() ? names.get(i) : String.valueOf(i), row.get(i));
                }
            }
            if (!object.isEmpty()) {
                out.add(object);
            }
        }
        return out;
    }

    /** Objects of rows of text: without empty cells, and of two columns with one name the last. */
    public static List<Map<String, Object>> records(List<List<String>> rows, boolean header, boolean empty) {
        var out = new ArrayList<Map<String, Object>>();
        for (var row : rows.subList(header && !rows.isEmpty() ? 1 : 0, rows.size())) {
            var object = new LinkedHashMap<String, Object>();
            for (int i = 0; i < row.size(); i++) {
                if (empty || !row.get(i).isEmpty()) {
                    var named = header && i < rows.get(0).size();
                    object.put(named ? rows.get(0).get(i).strip() : String.valueOf(i), row.get(i));
                }
            }
            if (header) {
                out.add(object);
            } else {
                var numbered = new LinkedHashMap<String, Object>();
                numbered.put("row", object);
                out.add(numbered);
            }
        }
        return out;
    }

    /** A name that occurs twice gets a number. */
    private static List<String> names(List<?> row) {
        var names = new LinkedHashSet<String>();
        var numbers = new HashMap<String, Integer>();
        for (var cell : row) {
            var text = Values.text(cell).strip();
            var name = text.isEmpty() ? "column" : text;
            var free = name;
            while (!names.add(free)) {
                free = name + "_" + numbers.merge(name, 1, Integer::sum);
            }
        }
        return List.copyOf(names);
    }

    /** Rows of objects, under all names that occur. */
    public static List<List<Object>> rows(List<Map<String, Object>> objects, boolean header) {
        var flat = objects.stream()
                .map(object -> {
                    var cells = new LinkedHashMap<String, Object>();
                    flatten("", object, cells);
                    return cells;
                })
                .toList();
        var names = new LinkedHashSet<String>();
        flat.forEach(object -> names.addAll(object.keySet()));
        if ((long) names.size() * flat.size() > CELLS) {
            throw new ItemsException(
                    ItemsError.TOO_LARGE,
                    "the table has " + flat.size() + " rows of " + names.size() + " columns, more than " + CELLS
                            + " cells");
        }
        var rows = new ArrayList<List<Object>>();
        if (header) {
            rows.add(new ArrayList<>(names));
        }
        for (var object : flat) {
            var row = new ArrayList<Object>();
            names.forEach(name -> row.add(object.get(name)));
            rows.add(row);
        }
        return rows;
    }

    /** A cell holds no object, so what is in one gets a column with its path. */
    private static void flatten(String prefix, Object value, Map<String, Object> cells) {
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, one) -> flatten(prefix.isEmpty() ? String.valueOf(key) : prefix + "." + key, one, cells));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                flatten(prefix + "." + i, list.get(i), cells);
            }
        } else {
            cells.put(prefix, value);
        }
    }
}
