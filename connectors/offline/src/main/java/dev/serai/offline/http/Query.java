package dev.serai.offline.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A query string: names and values decoded, in the order of the request, names repeated as often as they came. */
public record Query(List<Parameter> parameters) {
    /** One name with its value, which is empty where the request had none. */
    public record Parameter(String name, String value) {}

    public Query {
        parameters = List.copyOf(parameters);
    }

    /** Reads a raw query string; null is an empty one. What is no valid escape stays as it came. */
    public static Query parse(String raw) {
        var found = new ArrayList<Parameter>();
        for (var part : raw == null ? new String[0] : raw.split("&")) {
            if (!part.isEmpty()) {
                var equals = part.indexOf('=');
                found.add(
                        equals < 0
                                ? new Parameter(decode(part), "")
                                : new Parameter(decode(part.substring(0, equals)), decode(part.substring(equals + 1))));
            }
        }
        return new Query(found);
    }

    /** The first value of a name, or null. */
    public String first(String name) {
        return parameters.stream()
                .filter(p -> p.name().equals(name))
                .map(Parameter::value)
                .findFirst()
                .orElse(null);
    }

    public List<String> all(String name) {
        return parameters.stream()
                .filter(p -> p.name().equals(name))
                .map(Parameter::value)
                .toList();
    }

    public boolean has(String name) {
        return first(name) != null;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
