package dev.serai.support.camel;

import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.TypeConversionException;

/** Headers that win over options. */
public final class Headers {

    private static final int SHOWN = 100;

    private Headers() {}

    /**
     * The header in the type that is wanted, or what stands in for it where there is none.
     *
     * @param bad makes the error from what is wrong with the header
     */
    public static <T> T get(
            Exchange exchange,
            String name,
            Class<T> type,
            T otherwise,
            Function<String, ? extends RuntimeException> bad) {
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
        throw bad.apply("header " + name + " is '" + shown(value) + "', which is no " + type.getSimpleName());
    }

    private static String shown(Object value) {
        var text = String.valueOf(value);
        return text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text;
    }
}
