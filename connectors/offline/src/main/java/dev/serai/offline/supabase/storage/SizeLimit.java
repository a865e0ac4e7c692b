package dev.serai.offline.supabase.storage;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.regex.Pattern;

/** How a bucket's size limit is written: a number of bytes, or a text such as 20MB. */
final class SizeLimit {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,18})?)(gb|mb|kb|b)");

    private SizeLimit() {}

    /** The bytes, or null where the value says that there is no limit. */
    static Long parse(JsonNode value, long most) {
        if (value == null || value.isNull()) {
            return null;
        }
        var bytes = value.isTextual() ? ofText(value.asText()) : value.asLong(-1);
        if (bytes < 0) {
            throw StorageError.invalid("body/file_size_limit must be >= 0");
        }
        if (bytes > most) {
            throw StorageError.tooLarge("object");
        }
        return bytes;
    }

    private static long ofText(String text) {
        var match = TEXT.matcher(text.toLowerCase(Locale.ROOT));
        if (!match.matches()) {
            throw StorageError.invalid("Invalid file size format, hint: use 20GB / 20MB / 30KB / 3B");
        }
        // The service keeps three digits.
        var number = new BigDecimal(match.group(1)).round(new MathContext(3));
        var unit = switch (match.group(2)) {
            case "gb" -> 1_000_000_000L;
            case "mb" -> 1_000_000L;
            case "kb" -> 1_000L;
            default -> 1L;
        };
        var bytes = number.multiply(BigDecimal.valueOf(unit));
        return bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0 ? Long.MAX_VALUE : bytes.longValue();
    }
}
