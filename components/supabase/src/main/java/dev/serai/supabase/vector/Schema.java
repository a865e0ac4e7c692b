package dev.serai.supabase.vector;

import dev.serai.supabase.Access;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The SQL that makes a table of documents with its functions. */
final class Schema {

    /** The longest vectors that an index takes. */
    private static final int LONGEST_INDEXED = 2000;

    private static final int LONGEST = 16_000;
    private static final Pattern PLACE = Pattern.compile("\\{(name:)?([A-Za-z]+)}");

    /** Rows of other tools have neither chunk nor source; these are what such tools tell of them. */
    private static final String ID = "coalesce(chunk, id::text)";

    private static final String TOLD =
            "coalesce(metadata ->> 'file_title', metadata ->> 'file_id', metadata ->> 'source')";
    private static final String SOURCE = "coalesce(source, " + TOLD.substring("coalesce(".length());

    private static final String CONDITION = "terms @> coalesce(condition -> 'contained', '{}')\n"
            + "        and (condition ->> 'source' is null or source = condition ->> 'source'\n"
            + "          or source is null and " + TOLD + " = condition ->> 'source')\n"
            + "        and (condition -> 'rest' is null\n"
            + "          or {schema}.serai_matches(terms, " + ID + ", " + SOURCE + ", condition -> 'rest'))";

    private static final String INDEX = """

            do $$
            begin
              if exists (select from pg_am where amname = 'hnsw') and not exists (
                select from pg_index
                join pg_class on pg_class.oid = indexrelid
                join pg_am on pg_am.oid = relam
                where indrelid = '{table}'::regclass and amname in ('hnsw', 'ivfflat')
              ) then
                create index {name:embedding} on {table} using hnsw (embedding vector_cosine_ops);
              end if;
            end $$;
            """;
    private static final String NO_INDEX = "-- Vectors of more than " + LONGEST_INDEXED
            + " numbers are too long for an index: searches look at all of them.\n";

    private final Names names;
    private final String schema;

    Schema(Names names) {
        this.names = names;
        this.schema = names.schema() == null ? "public" : names.schema();
    }

    /**
     * The SQL, which may be run on what is there already.
     *
     * @param function what n8n and LangChain search with
     */
    String print(String function, int dimensions) {
        if (dimensions < 1 || dimensions > LONGEST) {
            throw Access.bad("dimensions is " + dimensions + ", and 1 to " + LONGEST + " can be");
        }
        Names.check("function", function);
        var values = new LinkedHashMap<String, String>();
        values.put("index", dimensions <= LONGEST_INDEXED ? INDEX : NO_INDEX);
        values.put("condition", CONDITION);
        values.put("dimensions", String.valueOf(dimensions));
        values.put("schema", quoted(schema));
        values.put("path", quoted(schema) + ", extensions" + (schema.equals("public") ? "" : ", public"));
        values.put("table", qualified(names.table()));
        values.put("function", qualified(function));
        values.put("functionName", function);
        values.put("state", qualified(names.of("state")));
        values.put("sources", qualified(names.of("source")));
        values.put("id", ID);
        values.put("source", SOURCE);
        return filled(filled(template(), values), values);
    }

    /** Names in braces are replaced; what else stands in braces, such as an empty JSON object, stays. */
    private String filled(String text, LinkedHashMap<String, String> values) {
        return PLACE.matcher(text).replaceAll(found -> {
            if (found.group(1) != null) {
                var name = quoted(names.of(found.group(2)));
                return Matcher.quoteReplacement(isIndex(found.group(2)) ? name : quoted(schema) + "." + name);
            }
            return Matcher.quoteReplacement(values.getOrDefault(found.group(2), found.group()));
        });
    }

    /** An index is created in the schema of its table, and its name may name none. */
    private static boolean isIndex(String name) {
        return switch (name) {
            case "chunk", "place", "terms", "text", "embedding" -> true;
            default -> false;
        };
    }

    private String qualified(String name) {
        return quoted(schema) + "." + quoted(name);
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }

    private static String template() {
        try (var stream = Schema.class.getResourceAsStream("schema.sql")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
