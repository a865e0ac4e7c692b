package dev.serai.supabase.vector;

import dev.serai.supabase.Access;
import java.util.regex.Pattern;

/**
 * What the objects of one table of documents are called.
 *
 * @param schema null for the server's first one
 */
record Names(String schema, String table) {

    /** Nothing in them can end a quoted name, and with what is put around them they stay below PostgreSQL's 63 bytes. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,48}");

    Names {
        check("the table's name", table);
        if (schema != null) {
            check("schema", schema);
        }
    }

    static String check(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw Access.bad(
                    what + " is '" + name + "', and at most 48 letters, digits, hyphens and underscores can be");
        }
        return name;
    }

    /** A function, a table or an index that belongs to the table. */
    String of(String what) {
        return "serai_" + table + "_" + what;
    }
}
