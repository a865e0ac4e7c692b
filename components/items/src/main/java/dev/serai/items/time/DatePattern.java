package dev.serai.items.time;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Patterns as Luxon has them: letters stand for parts of a date, text in single quotes for itself. */
public final class DatePattern {

    private record Piece(String text, boolean literal) {}

    private static final int LONGEST = 500;

    private DatePattern() {}

    private static List<Piece> pieces(String pattern) {
        if (pattern.length() > LONGEST) {
            throw new DateTimeException("a pattern of " + pattern.length() + " characters");
        }
        var pieces = new ArrayList<Piece>();
        for (int i = 0; i < pattern.length(); ) {
            var c = pattern.charAt(i);
            int end = i + 1;
            if (c == '\'') {
                end = pattern.indexOf('\'', i + 1);
                end = end < 0 ? pattern.length() : end;
                pieces.add(new Piece(pattern.substring(i + 1, end), true));
                end++;
            } else {
                while (end < pattern.length() && pattern.charAt(end) == c) {
                    end++;
                }
                pieces.add(new Piece(pattern.substring(i, end), !Character.isLetter(c)));
            }
            i = end;
        }
        return pieces;
    }

    public static String format(ZonedDateTime date, String pattern, Locale locale) {
        var out = new StringBuilder();
        for (var piece : pieces(pattern)) {
            out.append(piece.literal() ? piece.text() : token(date, piece.text(), locale));
        }
        return out.toString();
    }

    private static String token(ZonedDateTime d, String token, Locale locale) {
        return switch (token) {
            case "S" -> String.valueOf(d.getNano() / 1_000_000);
            case "u", "SSS" -> pad(d.getNano() / 1_000_000, 3);
            case "uu" -> pad(d.getNano() / 10_000_000, 2);
            case "uuu" -> pad(d.getNano() / 100_000_000, 1);
            case "s", "ss" -> pad(d.getSecond(), token.length());
            case "m", "mm" -> pad(d.getMinute(), token.length());
            case "H", "HH" -> pad(d.getHour(), token.length());
            case "h", "hh" -> pad(d.getHour() % 12 == 0 ? 12 : d.getHour() % 12, token.length());
            case "a" -> DateTimeFormatter.ofPattern("a", locale).format(d);
            case "d", "dd" -> pad(d.getDayOfMonth(), token.length());
            case "E", "c" -> String.valueOf(d.getDayOfWeek().getValue());
            case "EEE" -> d.getDayOfWeek().getDisplayName(TextStyle.SHORT, locale);
            case "ccc" -> d.getDayOfWeek().getDisplayName(TextStyle.SHORT_STANDALONE, locale);
            case "EEEE" -> d.getDayOfWeek().getDisplayName(TextStyle.FULL, locale);
            case "cccc" -> d.getDayOfWeek().getDisplayName(TextStyle.FULL_STANDALONE, locale);
            case "EEEEE", "ccccc" -> d.getDayOfWeek().getDisplayName(TextStyle.NARROW, locale);
            case "M", "MM", "L", "LL" -> pad(d.getMonthValue(), token.length());
            case "MMM" -> d.getMonth().getDisplayName(TextStyle.SHORT, locale);
            case "LLL" -> d.getMonth().getDisplayName(TextStyle.SHORT_STANDALONE, locale);
            case "MMMM" -> d.getMonth().getDisplayName(TextStyle.FULL, locale);
            case "LLLL" -> d.getMonth().getDisplayName(TextStyle.FULL_STANDALONE, locale);
            case "MMMMM", "LLLLL" -> d.getMonth().getDisplayName(TextStyle.NARROW, locale);
            case "y" -> String.valueOf(d.getYear());
            case "yy" -> pad(d.getYear() % 100, 2);
            case "yyyy" -> pad(d.getYear(), 4);
            case "yyyyyy" -> pad(d.getYear(), 6);
            case "G" -> d.getYear() > 0 ? "AD" : "BC";
            case "W", "WW" -> pad(d.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR), token.length());
            case "kk" -> pad(d.get(IsoFields.WEEK_BASED_YEAR) % 100, 2);
            case "kkkk" -> pad(d.get(IsoFields.WEEK_BASED_YEAR), 4);
            case "o", "ooo" -> pad(d.getDayOfYear(), token.length());
            case "q", "qq" -> pad(d.get(IsoFields.QUARTER_OF_YEAR), token.length());
            case "X" -> String.valueOf(d.toEpochSecond());
            case "x" -> String.valueOf(d.toInstant().toEpochMilli());
            default -> zoneOrMacro(d, token, locale);
        };
    }

    private static String zoneOrMacro(ZonedDateTime d, String token, Locale locale) {
        return switch (token) {
            case "z" -> DateCalls.name(d.getZone());
            case "Z" -> shortOffset(d);
            case "ZZ" -> DateTimeFormatter.ofPattern("xxx").format(d);
            case "ZZZ" -> DateTimeFormatter.ofPattern("xx").format(d);
            case "ZZZZ" -> zoneLetters(d, locale);
            case "ZZZZZ" -> DateTimeFormatter.ofPattern("zzzz", locale).format(d);
            case "D" -> localized(d, locale, FormatStyle.SHORT, "M/d/yyyy");
            case "DD" -> localized(d, locale, FormatStyle.MEDIUM, "MMM d, yyyy");
            case "DDD" -> localized(d, locale, FormatStyle.LONG, "MMMM d, yyyy");
            case "DDDD" -> localized(d, locale, FormatStyle.FULL, "EEEE, MMMM d, yyyy");
            case "t" -> format(d, locale.getLanguage().equals("en") ? "h:mm a" : "HH:mm", locale);
            case "tt" -> format(d, locale.getLanguage().equals("en") ? "h:mm:ss a" : "HH:mm:ss", locale);
            case "ttt" -> format(d, "tt ZZZZ", locale);
            case "T" -> format(d, "HH:mm", locale);
            case "TT" -> format(d, "HH:mm:ss", locale);
            case "TTT" -> format(d, "TT ZZZZ", locale);
            case "GG" -> d.getYear() > 0 ? "Anno Domini" : "Before Christ";
            case "fff" -> format(d, "DDD 'at' t ZZZZ", locale);
            case "FFF" -> format(d, "DDD 'at' tt ZZZZ", locale);
            case "f" -> format(d, "D, t", locale);
            case "ff" -> format(d, "DD, t", locale);
            case "F" -> format(d, "D, tt", locale);
            case "FF" -> format(d, "DD, tt", locale);
            // Luxon leaves alone what it does not know.
            default -> token;
        };
    }

    private static String localized(ZonedDateTime d, Locale locale, FormatStyle style, String english) {
        return locale.getLanguage().equals("en")
                ? format(d, english, locale)
                : DateTimeFormatter.ofLocalizedDate(style).withLocale(locale).format(d);
    }

    /** In English only America's zones are known by letters; others are written by their distance. */
    private static String zoneLetters(ZonedDateTime d, Locale locale) {
        var name = d.getZone().getId();
        if (name.equals("UTC") || name.equals("Z")) {
            return "UTC";
        }
        if (name.startsWith("America/") || name.startsWith("US/") || name.equals("Pacific/Honolulu")) {
            return DateTimeFormatter.ofPattern("zzz", locale).format(d);
        }
        return d.getOffset().getTotalSeconds() == 0 ? "GMT" : "GMT" + shortOffset(d);
    }

    private static String shortOffset(ZonedDateTime d) {
        var minutes = d.getOffset().getTotalSeconds() / 60;
        var hours = Math.abs(minutes) / 60;
        return (minutes < 0 ? "-" : "+") + hours + (minutes % 60 == 0 ? "" : ":" + pad(Math.abs(minutes) % 60, 2));
    }

    private static String pad(int number, int width) {
        var digits = String.valueOf(Math.abs(number));
        return (number < 0 ? "-" : "") + "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    /** A date that was written with a pattern; null if it was not. */
    public static ZonedDateTime parse(String text, String pattern, ZoneId zone, Locale locale) {
        var parts = new HashMap<String, Integer>();
        ZoneId own = null;
        int at = 0;
        for (var piece : pieces(pattern)) {
            if (piece.literal() || !known(piece.text())) {
                if (!text.startsWith(piece.text(), at)) {
                    return null;
                }
                at += piece.text().length();
                continue;
            }
            var found = piece.text().startsWith("Z") || piece.text().equals("z")
                    ? zoneAt(text, at)
                    : part(text, at, piece.text(), parts, locale);
            if (found < 0) {
                return null;
            }
            if (piece.text().equalsIgnoreCase("z") || piece.text().startsWith("ZZ")) {
                own = zone(text.substring(at, found));
                if (own == null) {
                    return null;
                }
            }
            at = found;
        }
        return at == text.length() ? build(parts, own == null ? zone : own) : null;
    }

    private static boolean known(String token) {
        return "SusmHhaEcdMLyqoXxZz".indexOf(token.charAt(0)) >= 0 && token.length() < 7;
    }

    private static int zoneAt(String text, int from) {
        int at = from;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "+-:/_".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        return at == from ? -1 : at;
    }

    private static ZoneId zone(String text) {
        try {
            return text.equals("Z") ? ZoneId.of("UTC") : text.matches("[+-].*") ? ZoneOffset.of(text) : ZoneId.of(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int part(String text, int at, String token, Map<String, Integer> parts, Locale locale) {
        var key = token.substring(0, 1);
        if (token.length() >= 3 && "MLEc".contains(key)) {
            var style = token.length() == 3 ? TextStyle.SHORT : TextStyle.FULL;
            return "ML".contains(key)
                    ? name(
                            text,
                            at,
                            Month.values(),
                            month -> month.getDisplayName(style, locale),
                            index -> parts.put("M", index + 1))
                    : name(text, at, DayOfWeek.values(), day -> day.getDisplayName(style, locale), index -> index);
        }
        if (key.equals("a")) {
            var half = at + 2 <= text.length() ? text.substring(at, at + 2).toLowerCase(Locale.ROOT) : "";
            parts.put("a", half.equals("pm") ? 1 : 0);
            return half.equals("am") || half.equals("pm") ? at + 2 : -1;
        }
        int most = switch (token) {
            case "yyyy" -> 4;
            case "X", "x" -> 15;
            case "y" -> 6;
            case "SSS", "u", "S", "o", "ooo" -> 3;
            default -> 2;
        };
        int end = at;
        while (end < text.length() && end - at < most && Character.isDigit(text.charAt(end))) {
            end++;
        }
        // More than one letter stands for a fixed number of digits.
        if (end == at || token.length() > 1 && !token.startsWith("u") && end - at < Math.min(token.length(), most)) {
            return -1;
        }
        return number(text.substring(at, end), token, parts) ? end : -1;
    }

    private static boolean number(String digits, String token, Map<String, Integer> parts) {
        var value = Long.parseLong(digits);
        switch (token) {
            case "X" -> parts.put("X", (int) value);
            case "x" -> {
                parts.put("X", (int) (value / 1000));
                parts.put("S", (int) (value % 1000));
            }
            case "yy" -> parts.put("y", (int) (value > 60 ? 1900 + value : 2000 + value));
            case "u" -> parts.put("S", Integer.parseInt((digits + "00").substring(0, 3)));
            default -> parts.put(token.charAt(0) == 'L' ? "M" : token.substring(0, 1), (int) value);
        }
        return true;
    }

    private static <T> int name(
            String text, int at, T[] values, Function<T, String> shown, Function<Integer, Object> use) {
        for (int i = 0; i < values.length; i++) {
            var name = shown.apply(values[i]);
            if (text.regionMatches(true, at, name, 0, name.length())) {
                use.apply(i);
                return at + name.length();
            }
        }
        return -1;
    }

    private static ZonedDateTime build(Map<String, Integer> parts, ZoneId zone) {
        try {
            var nanos = parts.getOrDefault("S", 0) * 1_000_000;
            if (parts.containsKey("X")) {
                return java.time.Instant.ofEpochSecond(parts.get("X"), nanos).atZone(zone);
            }
            var today = LocalDate.now(zone);
            var year = parts.getOrDefault("y", today.getYear());
            var date = parts.containsKey("o")
                    ? LocalDate.ofYearDay(year, parts.get("o"))
                    : parts.containsKey("y") || parts.containsKey("M") || parts.containsKey("d")
                            ? LocalDate.of(
                                    year,
                                    parts.getOrDefault("M", parts.containsKey("y") ? 1 : today.getMonthValue()),
                                    parts.getOrDefault("d", 1))
                            : today;
            var hour = parts.containsKey("h")
                    ? parts.get("h") % 12 + 12 * parts.getOrDefault("a", 0)
                    : parts.getOrDefault("H", 0);
            return ZonedDateTime.of(
                    date, LocalTime.of(hour, parts.getOrDefault("m", 0), parts.getOrDefault("s", 0), nanos), zone);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
