package dev.serai.daytona.calls;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.daytona.Arguments;
import dev.serai.support.json.Json;

/**
 * One argument of a call.
 *
 * @param name what it is called in options and headers
 * @param wireName what it is called in the request
 * @param main whether the body stands for it where it is not given otherwise
 */
record Argument(String name, String wireName, Place place, Type type, boolean required, boolean main) {

    enum Place {
        QUERY,
        BODY
    }

    enum Type {
        TEXT,
        NUMBER,
        FLAG,
        LIST,
        MAP
    }

    static Argument query(String name) {
        return new Argument(name, name, Place.QUERY, Type.TEXT, false, false);
    }

    static Argument body(String name) {
        return new Argument(name, name, Place.BODY, Type.TEXT, false, false);
    }

    Argument as(String newWireName) {
        return new Argument(name, newWireName, place, type, required, main);
    }

    Argument of(Type newType) {
        return new Argument(name, wireName, place, newType, required, main);
    }

    Argument must() {
        return new Argument(name, wireName, place, type, true, main);
    }

    Argument orBody() {
        return new Argument(name, wireName, place, type, true, true);
    }

    /** Its value as JSON; null where there is none. */
    JsonNode value(Arguments arguments) {
        if (main) {
            return Json.tree(arguments.textOrBody(name));
        }
        var value = switch (type) {
            case TEXT -> arguments.text(name);
            case NUMBER -> arguments.number(name);
            case FLAG -> arguments.flag(name);
            case LIST -> arguments.list(name);
            case MAP -> arguments.map(name).isEmpty() ? null : arguments.map(name);
        };
        if (value == null) {
            if (required) {
                arguments.required(name);
            }
            return null;
        }
        return Json.tree(value);
    }
}
