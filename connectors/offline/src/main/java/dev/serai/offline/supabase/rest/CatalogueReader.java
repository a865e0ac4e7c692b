package dev.serai.offline.supabase.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Json;
import dev.serai.offline.supabase.rest.Function.Argument;
import dev.serai.offline.supabase.rest.Relation.Column;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.StreamSupport;

/** Keeps the catalogue of what the API offers and reads it again when tables or functions have changed. */
final class CatalogueReader {
    private static final String QUERY = query();

    private final List<String> schemas;
    private volatile Catalogue newest;

    CatalogueReader(List<String> schemas) {
        this.schemas = schemas;
    }

    /** The catalogue as it is now; runs as the owner. */
    Catalogue read(Connection connection) throws SQLException {
        var version = version(connection);
        var known = newest;
        if (known != null && known.version() == version) {
            return known;
        }
        try (var statement = connection.prepareStatement(QUERY)) {
            // With an empty path PostgreSQL writes every name of a type in full.
            try (var path = connection.createStatement()) {
                path.execute("set local search_path = ''");
            }
            statement.setArray(1, connection.createArrayOf("text", schemas.toArray()));
            try (var rows = statement.executeQuery()) {
                rows.next();
                var all = Json.parse(rows.getString(1));
                newest = new Catalogue(
                        version,
                        list(all.get("relations"), CatalogueReader::relation),
                        list(all.get("keys"), CatalogueReader::key),
                        list(all.get("functions"), CatalogueReader::function));
                return newest;
            }
        }
    }

    private static long version(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select version from serai_internal.catalogue")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Relation relation(JsonNode node) {
        return new Relation(
                node.get("schema").asText(),
                node.get("name").asText(),
                node.get("view").asBoolean(),
                list(
                        node.get("columns"),
                        c -> new Column(c.get("name").asText(), c.get("type").asText(), Json.text(c, "defaults"))),
                texts(node.get("key")));
    }

    private static ForeignKey key(JsonNode node) {
        return new ForeignKey(
                node.get("name").asText(),
                node.get("schema").asText(),
                node.get("table").asText(),
                texts(node.get("columns")),
                node.get("toSchema").asText(),
                node.get("toTable").asText(),
                texts(node.get("toColumns")),
                node.get("unique").asBoolean());
    }

    private static Function function(JsonNode node) {
        return new Function(
                node.get("schema").asText(),
                node.get("name").asText(),
                list(
                        node.get("arguments"),
                        a -> new Argument(
                                a.get("name").asText(),
                                a.get("type").asText(),
                                a.get("optional").asBoolean(),
                                a.get("variadic").asBoolean())),
                node.get("result").asText(),
                node.get("set").asBoolean(),
                node.get("rows").asBoolean(),
                Json.text(node, "table"),
                node.get("writes").asBoolean());
    }

    private static List<String> texts(JsonNode array) {
        return list(array, JsonNode::asText);
    }

    private static <T> List<T> list(JsonNode array, java.util.function.Function<JsonNode, T> reader) {
        return array == null || array.isNull()
                ? List.of()
                : StreamSupport.stream(array.spliterator(), false).map(reader).toList();
    }

    private static String query() {
        try (var stream = CatalogueReader.class.getResourceAsStream("catalogue.sql")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
