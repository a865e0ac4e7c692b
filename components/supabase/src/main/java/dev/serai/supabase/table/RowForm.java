package dev.serai.supabase.table;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.serai.supabase.Access;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.supabase.client.TableError;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;

/** What a row is handed on as: a map, or an object of the class that the endpoint names. */
final class RowForm {

    private final String type;
    private final ObjectReader reader;

    RowForm(CamelContext context, String type) {
        this.type = type;
        if (type == null) {
            reader = null;
            return;
        }
        var found = context.getClassResolver().resolveClass(type);
        if (found == null) {
            throw Access.bad("outputType '" + type + "' is no class that is there");
        }
        reader = Json.MAPPER.readerFor(found).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    Object of(Map<String, Object> row) {
        if (reader == null) {
            return row;
        }
        try {
            return reader.readValue(Json.bytes(row));
        } catch (IOException e) {
            // The reader's words quote the row.
            throw new SupabaseException(
                    TableError.UNREADABLE,
                    "a row cannot be read as " + type,
                    "Give columns that the class has, in types that it takes.",
                    null);
        }
    }

    List<Object> of(List<Map<String, Object>> rows) {
        var formed = new ArrayList<Object>(rows.size());
        rows.forEach(row -> formed.add(of(row)));
        return formed;
    }
}
