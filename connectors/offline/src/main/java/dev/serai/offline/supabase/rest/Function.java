package dev.serai.offline.supabase.rest;

import java.util.List;
import java.util.Set;

/**
 * A function that can be called.
 *
 * @param result the type of its result in SQL
 * @param rows whether each result is a row
 * @param table the table whose rows it gives, as schema.name, or null
 * @param writes whether it may change something
 */
record Function(
        String schema,
        String name,
        List<Argument> arguments,
        String result,
        boolean set,
        boolean rows,
        String table,
        boolean writes) {
    /** An argument; its name is empty where it has none. */
    record Argument(String name, String type, boolean optional, boolean variadic) {}

    boolean isVoid() {
        return result.equals("void");
    }

    /** The one argument without a name that takes a whole body, or null. */
    Argument whole() {
        return arguments.size() == 1 && arguments.get(0).name().isEmpty() ? arguments.get(0) : null;
    }

    boolean takes(Set<String> names) {
        return arguments.stream().allMatch(a -> a.optional() || names.contains(a.name()))
                && names.stream()
                        .allMatch(n -> !n.isEmpty()
                                && arguments.stream().anyMatch(a -> a.name().equals(n)));
    }

    String withArguments() {
        var named = arguments.stream().map(Argument::name).toList();
        return schema + "." + name + (named.isEmpty() ? "" : "(" + String.join(", ", named) + ")");
    }

    String withTypes() {
        var typed = arguments.stream().map(a -> a.name() + " => " + a.type()).toList();
        return schema + "." + name + "(" + String.join(", ", typed) + ")";
    }
}
