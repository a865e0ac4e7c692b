package dev.serai.vector;

import org.apache.camel.Exchange;
import org.apache.camel.TypeConversionException;

/** Headers that win over options. */
final class Headers {

    private Headers() {}

    static <T> T get(Exchange exchange, String name, Class<T> type, T otherwise) {
        var value = exchange.getMessage().getHeader(name);
        if (value == null) {
            return otherwise;
        }
        try {
            var converted = exchange.getContext().getTypeConverter().tryConvertTo(type, exchange, value);
            if (converted != null) {
                return converted;
            }
        } catch (TypeConversionException e) {
            // reported below with the header's name
        }
        throw new VectorException(
                VectorError.BAD_OPTION, "header " + name + " is '" + value + "', which is no " + type.getSimpleName());
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
