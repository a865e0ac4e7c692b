package dev.serai.vector.document;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The values of cells. */
final class Cells {

    /** Leading zeros and many digits are names of things: a postcode, a phone number, an account. */
    private static final Pattern WHOLE = Pattern.compile("-?(?:0|[1-9][0-9]{0,17})");

    private static final Pattern DECIMAL = Pattern.compile("-?(?:0|[1-9][0-9]{0,14})\\.[0-9]{1,15}");

    private Cells() {}

    static List<Object> typed(List<String> texts) {
        var values = new ArrayList<Object>(texts.size());
        for (var text : texts) {
            values.add(typed(text));
        }
        return values;
    }

    /** A number where the text is plainly one, null where it is empty, else the text. */
    static Object typed(String text) {
        var bare = text.strip();
        if (bare.isEmpty()) {
            return null;
        }
        if (bare.length() <= 32 && WHOLE.matcher(bare).matches()) {
            return Long.valueOf(bare);
        }
        return bare.length() <= 32 && DECIMAL.matcher(bare).matches() ? (Object) Double.valueOf(bare) : bare;
    }

    /** A value on one line. */
    static String text(Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof Double number
                ? BigDecimal.valueOf(number).toPlainString()
                : Texts.line(value.toString());
    }
}
