package dev.serai.items.time;

import java.time.DateTimeException;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Lengths of time by unit, as people count: a month is a month, however long. */
public final class Durations {

    private static final List<String> UNITS =
            List.of("years", "quarters", "months", "weeks", "days", "hours", "minutes", "seconds", "milliseconds");
    private static final Map<String, Long> MILLIS = Map.of(
            "weeks",
            604_800_000L,
            "days",
            86_400_000L,
            "hours",
            3_600_000L,
            "minutes",
            60_000L,
            "seconds",
            1000L,
            "milliseconds",
            1L);
    private static final Pattern ISO = Pattern.compile(
            "P(?:([-\\d.]+)Y)?(?:([-\\d.]+)M)?(?:([-\\d.]+)W)?(?:([-\\d.]+)D)?(?:T(?:([-\\d.]+)H)?(?:([-\\d.]+)M)?(?:([-\\d.]+)S)?)?");

    private Durations() {}

    /** A later date, or an earlier one with the sign -1. */
    public static ZonedDateTime plus(ZonedDateTime date, Map<String, Double> amounts, double sign) {
        var result = date;
        double rest = 0;
        for (var unit : UNITS) {
            var amount = amounts.getOrDefault(unit, 0.0) * sign;
            if (Math.abs(amount) > 1e14) {
                throw new DateTimeException(amount + " " + unit + " are too many");
            }
            var whole = (long) amount;
            result = switch (unit) {
                case "years" -> result.plusYears(whole);
                case "quarters" -> result.plusMonths(3 * whole);
                case "months" -> result.plusMonths(whole);
                case "weeks" -> result.plusWeeks(whole);
                case "days" -> result.plusDays(whole);
                case "hours" -> result.plusHours(whole);
                case "minutes" -> result.plusMinutes(whole);
                case "seconds" -> result.plusSeconds(whole);
                default -> result.plus(whole, ChronoUnit.MILLIS);
            };
            rest += (amount - whole) * size(unit);
        }
        return result.plus(Math.round(rest), ChronoUnit.MILLIS);
    }

    /** About how many milliseconds a unit has. */
    private static double size(String unit) {
        return switch (unit) {
            case "years" -> 31_536_000_000.0;
            case "quarters" -> 7_862_400_000.0;
            case "months" -> 2_592_000_000.0;
            default -> MILLIS.get(unit);
        };
    }

    /** From one date to another in the wanted units; only the smallest of them has a fraction. */
    public static Map<String, Double> between(ZonedDateTime from, ZonedDateTime to, List<String> wanted) {
        var result = new LinkedHashMap<String, Double>();
        var units = UNITS.stream().filter(wanted::contains).toList();
        var at = from;
        for (int i = 0; i < units.size(); i++) {
            var unit = units.get(i);
            var whole = count(at, to, unit);
            var next = plus(at, Map.of(unit, (double) whole), 1);
            double amount = whole;
            if (i == units.size() - 1) {
                var rest = ChronoUnit.MILLIS.between(next, to);
                var step = ChronoUnit.MILLIS.between(next, plus(next, Map.of(unit, rest < 0 ? -1.0 : 1.0), 1));
                amount += rest == 0 ? 0 : rest / (double) Math.abs(step);
            }
            result.put(unit, amount);
            at = next;
        }
        return result;
    }

    private static long count(ZonedDateTime from, ZonedDateTime to, String unit) {
        return switch (unit) {
            case "years" -> ChronoUnit.YEARS.between(from, to);
            case "quarters" -> ChronoUnit.MONTHS.between(from, to) / 3;
            case "months" -> ChronoUnit.MONTHS.between(from, to);
            case "weeks" -> ChronoUnit.WEEKS.between(from, to);
            case "days" -> ChronoUnit.DAYS.between(from, to);
            case "hours" -> ChronoUnit.HOURS.between(from, to);
            case "minutes" -> ChronoUnit.MINUTES.between(from, to);
            case "seconds" -> ChronoUnit.SECONDS.between(from, to);
            default -> ChronoUnit.MILLIS.between(from, to);
        };
    }

    static Map<String, Double> parse(String iso) {
        var matcher = ISO.matcher(iso.strip());
        if (!matcher.matches()) {
            throw new DateTimeException("'" + iso + "' is no length of time");
        }
        var result = new LinkedHashMap<String, Double>();
        var names = List.of("years", "months", "weeks", "days", "hours", "minutes", "seconds");
        for (int i = 0; i < names.size(); i++) {
            if (matcher.group(i + 1) != null) {
                try {
                    result.put(names.get(i), Double.parseDouble(matcher.group(i + 1)));
                } catch (NumberFormatException e) {
                    throw new DateTimeException("'" + iso + "' is no length of time", e);
                }
            }
        }
        return result;
    }

    public static String iso(Map<String, Double> amounts) {
        var date = new StringBuilder("P");
        append(date, amounts.getOrDefault("years", 0.0), "Y");
        append(date, amounts.getOrDefault("months", 0.0) + 3 * amounts.getOrDefault("quarters", 0.0), "M");
        append(date, amounts.getOrDefault("weeks", 0.0), "W");
        append(date, amounts.getOrDefault("days", 0.0), "D");
        var time = new StringBuilder();
        append(time, amounts.getOrDefault("hours", 0.0), "H");
        append(time, amounts.getOrDefault("minutes", 0.0), "M");
        append(time, amounts.getOrDefault("seconds", 0.0) + amounts.getOrDefault("milliseconds", 0.0) / 1000, "S");
        if (!time.isEmpty()) {
            date.append('T').append(time);
        }
        return date.length() == 1 ? "PT0S" : date.toString();
    }

    private static void append(StringBuilder text, double amount, String unit) {
        if (amount != 0) {
            text.append(dev.serai.items.model.Values.number(amount)).append(unit);
        }
    }

    /** Units of a pattern such as {@code hh:mm:ss}: the largest of them takes what is over. */
    static String format(long millis, String pattern) {
        var units = Map.of('d', 86_400_000L, 'h', 3_600_000L, 'm', 60_000L, 's', 1000L, 'S', 1L);
        var rest = Math.abs(millis);
        var amounts = new LinkedHashMap<Character, Long>();
        for (char unit : new char[] {'d', 'h', 'm', 's', 'S'}) {
            if (pattern.indexOf(unit) >= 0) {
                amounts.put(unit, rest / units.get(unit));
                rest %= units.get(unit);
            }
        }
        var out = new StringBuilder(millis < 0 ? "-" : "");
        for (int i = 0; i < pattern.length(); ) {
            var c = pattern.charAt(i);
            int end = i;
            while (end < pattern.length() && pattern.charAt(end) == c) {
                end++;
            }
            if (amounts.containsKey(c)) {
                var digits = String.valueOf(amounts.get(c));
                out.append("0".repeat(Math.max(0, end - i - digits.length()))).append(digits);
            } else {
                out.append(pattern, i, end);
            }
            i = end;
        }
        return out.toString();
    }
}
