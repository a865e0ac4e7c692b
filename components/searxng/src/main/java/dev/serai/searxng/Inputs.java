package dev.serai.searxng;

import dev.serai.searxng.client.SearxngError;
import dev.serai.searxng.client.SearxngException;
import dev.serai.support.camel.Headers;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;

/** Reads what an exchange asks for: a header first, then the option. */
final class Inputs {

    private Inputs() {}

    static <T> T header(Exchange exchange, String name, T option, Class<T> type) {
        return Headers.get(exchange, name, type, option, fact -> new SearxngException(SearxngError.BAD_OPTION, fact));
    }

    static List<String> names(Exchange exchange, String name, List<String> option) {
        var value = exchange.getMessage().getHeader(name);
        return value == null ? option : names(value);
    }

    /** A list, or text that is separated by commas. */
    static List<String> names(Object value) {
        var names = value instanceof Collection<?> several
                ? several.stream().filter(Objects::nonNull).map(String::valueOf)
                : Arrays.stream(String.valueOf(value == null ? "" : value).split(","));
        return names.map(String::strip).filter(name -> !name.isEmpty()).toList();
    }

    static int within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new SearxngException(
                    SearxngError.BAD_OPTION,
                    name + " is " + value + ", but must be from " + least + " to "
                            + (most == Integer.MAX_VALUE ? "any number above" : most));
        }
        return value;
    }

    /** The header, the body, the option: the first that says something. */
    static String question(Exchange exchange, String option) {
        var question = header(exchange, SearxngConstants.QUERY, null, String.class);
        if (isBlank(question)) {
            question = exchange.getMessage().getBody(String.class);
        }
        if (isBlank(question)) {
            question = option;
        }
        if (isBlank(question)) {
            throw new SearxngException(SearxngError.NO_QUERY, "there is no question to search for");
        }
        return question.strip();
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }
}
