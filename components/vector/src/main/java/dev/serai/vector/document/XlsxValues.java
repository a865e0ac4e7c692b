package dev.serai.vector.document;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;

/** What a cell says: text, a number, a boolean, or a date as text. */
record XlsxValues(XlsxStrings strings, XlsxStyles styles, boolean from1904) {

    private static final LocalDate EPOCH_1900 = LocalDate.of(1899, 12, 30);
    private static final LocalDate EPOCH_1904 = LocalDate.of(1904, 1, 1);
    private static final int SECONDS_OF_DAY = 86_400;
    private static final double LAST_DAY = 2_958_466;
    private static final double LARGEST_WHOLE = 9_007_199_254_740_992d;

    /** @return null for an empty cell */
    Object value(String type, String style, String text) {
        var bare = text.strip();
        if (bare.isEmpty()) {
            return null;
        }
        return switch (type == null ? "n" : type) {
            case "s" -> shared(bare);
            case "b" -> bare.equals("1");
            case "n" -> number(bare, style);
            default -> Texts.clean(bare);
        };
    }

    private Object shared(String place) {
        var string = place.matches("[0-9]{1,9}")
                ? Texts.clean(strings.get(Integer.parseInt(place))).strip()
                : "";
        return string.isEmpty() ? null : string;
    }

    private Object number(String text, String style) {
        double number;
        try {
            number = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Texts.clean(text);
        }
        if (styles.isDate(style) && number >= 0 && number < LAST_DAY) {
            return date(number);
        }
        if (number == Math.rint(number) && Math.abs(number) < LARGEST_WHOLE) {
            return (long) number;
        }
        return Double.isFinite(number) ? (Object) number : text;
    }

    private String date(double number) {
        var time = moment(number);
        if (number < 1) {
            return time.toLocalTime().toString();
        }
        return number == Math.rint(number) ? time.toLocalDate().toString() : time.toString();
    }

    private LocalDateTime moment(double number) {
        long seconds = Math.round(number * SECONDS_OF_DAY);
        return (from1904 ? EPOCH_1904 : EPOCH_1900).atStartOfDay().plus(seconds, ChronoUnit.SECONDS);
    }
}
