package dev.serai.ollama.doctor;

import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.OllamaException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;

/** Amounts of memory. Units are binary throughout, as the makers of memory count: 24g, 24GB and 24GiB are the same. */
public final class Memory {

    static final long MIB = 1L << 20;
    static final long GIB = 1L << 30;

    private static final Pattern AMOUNT =
            Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)\\s*([mgt])(?:i?b)?", Pattern.CASE_INSENSITIVE);

    private Memory() {}

    /**
     * Reads what a user wrote.
     *
     * @param where the option or header it stands in, for the error
     */
    public static long parse(String text, String where) {
        var matcher = AMOUNT.matcher(text.strip());
        if (!matcher.matches()) {
            throw bad(text, where);
        }
        var unit = switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
            case "m" -> MIB;
            case "g" -> GIB;
            default -> GIB << 10;
        };
        var bytes = new BigDecimal(matcher.group(1))
                .multiply(BigDecimal.valueOf(unit))
                .longValue();
        if (bytes <= 0) {
            throw bad(text, where);
        }
        return bytes;
    }

    private static OllamaException bad(String text, String where) {
        return new OllamaException(
                OllamaError.BAD_OPTION,
                where + " is '" + text + "', which is no amount of memory",
                "Write it with a unit, such as 24g, 24GiB or 16384m.",
                null);
    }

    /** An amount for a reader, with its unit. */
    public static String text(long bytes) {
        double amount;
        String unit;
        if (bytes >= GIB) {
            amount = (double) bytes / GIB;
            unit = "GiB";
        } else {
            amount = (double) bytes / MIB;
            unit = "MiB";
        }
        return String.format(Locale.ROOT, amount < 100 ? "%.1f %s" : "%.0f %s", amount, unit);
    }
}
