package dev.serai.daytona;

import dev.serai.daytona.client.DaytonaError;
import dev.serai.daytona.client.DaytonaException;
import dev.serai.support.camel.Headers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;

/**
 * What an exchange says about an operation. A header wins over the endpoint's option, and that over the body where it is
 * a map: a body may come from a model, and must not change what the route's author has fixed.
 */
public final class Arguments {

    private final Exchange exchange;
    private final Map<String, Object> options;

    public Arguments(Exchange exchange, Map<String, Object> options) {
        this.exchange = exchange;
        this.options = options;
    }

    public Exchange exchange() {
        return exchange;
    }

    /** The header of an argument. */
    static String header(String name) {
        return "CamelDaytona" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /** What is given, in whatever type; null where nothing is. */
    public Object value(String name) {
        var header = exchange.getMessage().getHeader(header(name));
        if (header != null) {
            return header;
        }
        var option = options.get(name);
        if (option != null) {
            return option;
        }
        return exchange.getMessage().getBody() instanceof Map<?, ?> body ? body.get(name) : null;
    }

    /**
     * For a sandbox that is leased: only what the route's author has written. Neither a header nor a body, which speak
     * of the command, makes it larger or opens its network; and variables of the command are not those of the sandbox.
     *
     * @param ofOperation what the operation itself takes, such as the language of an interpreter
     */
    Arguments forLease(Set<String> ofOperation) {
        var fixed = new LinkedHashMap<>(options);
        fixed.keySet().removeAll(ofOperation);
        fixed.keySet().removeAll(List.of("env", "name", "autoArchive", "autoDelete", "ephemeral"));
        return new Arguments(new DefaultExchange(exchange.getContext()), fixed);
    }

    private <T> T converted(String name, Class<T> type) {
        var value = value(name);
        if (value == null) {
            return null;
        }
        try {
            var converted = exchange.getContext().getTypeConverter().tryConvertTo(type, exchange, value);
            if (converted != null) {
                return converted;
            }
        } catch (RuntimeException e) {
            // reported below with its name
        }
        throw bad(name + " is no " + type.getSimpleName());
    }

    public String text(String name) {
        var value = value(name);
        if (value instanceof Collection || value instanceof Map) {
            throw bad(name + " is a " + value.getClass().getSimpleName() + " and no text");
        }
        return converted(name, String.class);
    }

    public String text(String name, String otherwise) {
        var text = text(name);
        return text == null || text.isEmpty() ? otherwise : text;
    }

    public String required(String name) {
        var text = text(name);
        if (text == null || text.isEmpty()) {
            throw missing(name);
        }
        return text;
    }

    public Integer number(String name) {
        return converted(name, Integer.class);
    }

    public Boolean flag(String name) {
        return converted(name, Boolean.class);
    }

    /** Several texts, as a list or with commas; null where there are none. */
    public List<String> list(String name) {
        var value = value(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Collection<?> several) {
            return several.stream().map(String::valueOf).toList();
        }
        return Arrays.stream(text(name).split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** Names and values; empty where there are none. A header does not add to the options but stands for them. */
    public Map<String, String> map(String name) {
        var value = value(name);
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw bad(name + " is no map");
        }
        var texts = new LinkedHashMap<String, String>();
        map.forEach((key, entry) -> texts.put(String.valueOf(key), String.valueOf(entry)));
        return texts;
    }

    public Duration duration(String name, long millis) {
        var given = Headers.get(exchange, header(name), Duration.class, Duration.ofMillis(millis), Arguments::bad);
        if (given.isNegative() || given.isZero()) {
            throw bad(name + " is " + given.toMillis() + " ms, but has to be more than 0");
        }
        return given;
    }

    /** The argument, or the body where that is a text. */
    public String textOrBody(String name) {
        var text = text(name);
        if (text != null) {
            return text;
        }
        var body = exchange.getMessage().getBody();
        if (body == null || body instanceof Map || body instanceof Collection) {
            throw new DaytonaException(
                    DaytonaError.MISSING_ARGUMENT,
                    name + " is not given",
                    "Send it as the body, or as " + name + " in a map that is the body.",
                    null);
        }
        var converted = exchange.getMessage().getBody(String.class);
        if (converted == null) {
            throw new DaytonaException(
                    DaytonaError.BAD_BODY, "the body is a " + body.getClass().getSimpleName() + " and no text");
        }
        return converted;
    }

    static DaytonaException missing(String name) {
        return new DaytonaException(
                DaytonaError.MISSING_ARGUMENT,
                name + " is not given",
                "Set the option " + name + ", the header " + header(name) + ", or " + name
                        + " in a map that is the body.",
                null);
    }

    public static DaytonaException bad(String fact) {
        return new DaytonaException(DaytonaError.BAD_OPTION, fact);
    }
}
