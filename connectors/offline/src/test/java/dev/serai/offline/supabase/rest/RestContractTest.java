package dev.serai.offline.supabase.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Json;
import dev.serai.offline.junit.SupabaseServerExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Replays what the official client sent to another server and compares status and shape. */
class RestContractTest {
    private static final String USER = "01a1fb69-2016-77fb-8b92-1030c1b7b6ee";
    private static final String SCHEMA = """
            create extension vector;
            create table authors(id serial primary key, name text unique not null, born int);
            create table books(id serial primary key, title text not null, author_id int references authors,
              price numeric(10, 2), tags text[] default '{}', meta jsonb, created_at timestamptz default now());
            create table documents(id serial primary key, content text, metadata jsonb, embedding vector(3));
            create table notes(id serial primary key, owner uuid default auth.uid(), body text);
            alter table notes enable row level security;
            create policy own on notes to authenticated using (owner = auth.uid()) with check (owner = auth.uid());
            create function add_them(a int, b int) returns int language sql immutable as 'select a + b';
            create function match_documents(query_embedding vector(3), match_count int default null,
                filter jsonb default '{}')
              returns table(id int, content text, metadata jsonb, similarity float) language sql stable as $$
                select d.id, d.content, d.metadata, 1 - (d.embedding <=> query_embedding) from documents d
                where d.metadata @> filter order by d.embedding <=> query_embedding limit match_count $$;
            """;

    /** The status of PostgREST where the recorded server had another one. */
    private static final Map<String, Integer> OTHER_STATUS = Map.of(
            // Small tables are counted exactly.
            "select-count-estimated", 200,
            // A JSON list is a vector's text too.
            "vector-insert", 201,
            "vector-match_documents", 200,
            "vector-match_count-filter", 200);

    /** Steps whose head or body differ, for the reason given. */
    private static final Map<String, String> OTHER_SHAPE = Map.of(
            "select-count-planned", "the plan's guess depends on the server",
            "select-count-estimated", "small tables are counted exactly",
            "update-count", "a change says which rows it touched",
            "rpc-wrong-args", "the hint names the function that there is",
            "vector-insert", "works here",
            "vector-match_documents", "works here",
            "vector-match_count-filter", "works here",
            "vector-dim-mismatch", "the list reaches the vector's own check",
            "bad-apikey", "the hosted gateway's hint");

    @RegisterExtension
    static SupabaseServerExtension supabase = new SupabaseServerExtension();

    @Test
    void answersAreThoseOfTheRecording() throws IOException {
        supabase.sql(SCHEMA);
        var differences = new ArrayList<String>();
        for (var step : recording()) {
            var name = step.get("step").asText();
            var answer = replay(step.get("request"));
            var expected = step.get("response");
            var status = OTHER_STATUS.getOrDefault(name, expected.get("status").asInt());
            if (answer.status() != status) {
                differences.add(name + ": " + status + " expected, but " + answer);
            } else if (!OTHER_SHAPE.containsKey(name)) {
                compare(name, expected, answer, differences);
            }
        }
        assertThat(differences).isEmpty();
    }

    private static void compare(String name, JsonNode expected, Rest.Answer answer, List<String> differences) {
        for (var header : List.of("content-range", "preference-applied")) {
            var recorded = Json.text(expected.get("headers"), header);
            if (recorded != null && !recorded.equals(answer.header(header))) {
                differences.add(name + ": " + header + " " + recorded + " expected, but " + answer.header(header));
            }
        }
        var body = expected.get("body");
        if (body.has("text")) {
            if (!body.get("text").asText().equals(answer.text())) {
                differences.add(name + ": " + body.get("text").asText() + " expected, but " + answer.text());
            }
        } else if (body.has("json") && !same(body.get("json"), answer.json())) {
            differences.add(name + ": " + body.get("json") + " expected, but " + answer.json());
        }
    }

    private static boolean same(JsonNode expected, JsonNode found) {
        if (expected.isObject() && found.isObject()) {
            var names = new TreeSet<String>();
            expected.fieldNames().forEachRemaining(names::add);
            found.fieldNames().forEachRemaining(names::add);
            // Times and what holds them differ.
            names.removeAll(Set.of("created_at"));
            return names.stream()
                    .allMatch(n -> expected.has(n)
                            && found.has(n)
                            && (expected.get(n).asText().startsWith("Failing row")
                                    || same(expected.get(n), found.get(n))));
        }
        if (expected.isArray() && found.isArray() && expected.size() == found.size()) {
            for (var i = 0; i < expected.size(); i++) {
                if (!same(expected.get(i), found.get(i))) {
                    return false;
                }
            }
            return true;
        }
        if (found.isNumber()) {
            // The recorded server wrote decimals as text.
            return expected.asDouble() == found.doubleValue();
        }
        return expected.equals(found);
    }

    private static Rest.Answer replay(JsonNode request) {
        var rest = Rest.of(supabase.server());
        request.get("headers")
                .fields()
                .forEachRemaining(h -> rest.with(h.getKey(), h.getValue().asText()));
        switch (request.get("as").asText()) {
            case "anon" -> rest.as(supabase.anonKey());
            case "user" ->
                rest.as(supabase.server()
                        .tokens()
                        .sign(Json.object().put("role", "authenticated").put("sub", USER)));
            case "foreign" -> rest.with("apikey", "foreign");
            default ->
                rest.with(
                        "Authorization", "Bearer " + supabase.server().tokens().secretKey());
        }
        var body = request.get("body");
        var path = request.get("path").asText().substring("/rest/v1".length());
        return rest.send(request.get("method").asText(), path, body.isNull() ? null : Json.write(body));
    }

    private static JsonNode recording() throws IOException {
        try (var stream = RestContractTest.class.getResourceAsStream("/recordings/supabase/rest.json")) {
            return Json.parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
