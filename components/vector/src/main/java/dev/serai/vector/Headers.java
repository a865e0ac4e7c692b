package dev.serai.vector;

import org.apache.camel.Exchange;

/** Headers that win over options. */
final class Headers {

    private Headers() {}

    static <T> T get(Exchange exchange, String name, Class<T> type, T otherwise) {
        return dev.serai.support.camel.Headers.get(
                exchange, name, type, otherwise, fact -> new VectorException(VectorError.BAD_OPTION, fact));
    }

    /** A number within bounds, from a header or an option. */
    static int number(Exchange exchange, String header, String option, int otherwise, int least, int most) {
        int value = get(exchange, header, Integer.class, otherwise);
        if (value < least || value > most) {
            throw new VectorException(
                    VectorError.BAD_OPTION,
                    "option " + option + " is " + value + " and must be from " + least + " to " + most);
        }
        return value;
    }
}
