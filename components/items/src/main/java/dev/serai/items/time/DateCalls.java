package dev.serai.items.time;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.support.json.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The dates of expressions, on java.time. Moments are milliseconds, everything else is text. */
public final class DateCalls {

    private DateCalls() {}

    /** One question from JavaScript. */
    public static Object call(String name, List<Object> values) {
        try {
            return answer(name, new Arguments(values));
        } catch (DateTimeException | ArithmeticException e) {
            throw new ItemsException(ItemsError.NO_DATE, "dates: " + e.getMessage(), e);
        }
    }

    private static Object answer(String name, Arguments a) {
        return switch (name) {
            case "clock" -> (double) System.currentTimeMillis();
            case "zone" -> zone(a);
            case "fromISO" -> parsed(IsoDates.read(a.text(0), a.zone(1)), a.zone(1));
            case "fromSQL" ->
                parsed(
                        IsoDates.read(
                                a.text(0)
                                        .strip()
                                        .replaceFirst("(\\d) (?=\\d)", "$1T")
                                        .replace(" ", ""),
                                a.zone(1)),
                        a.zone(1));
            case "fromRFC" -> parsed(IsoDates.rfc(a.text(0)), a.zone(1));
            case "fromFormat" -> parsed(DatePattern.parse(a.text(0), a.text(2), a.zone(1), Locale.US), a.zone(1));
            case "fromObject" -> fromObject(a);
            case "isoDuration" -> Json.text(Durations.parse(a.text(0)));
            case "durationIso" -> Durations.iso(a.map(0));
            case "durationFormat" -> Durations.format((long) a.number(0), a.text(1));
            case "diff" ->
                Json.text(Durations.between(at(a.number(0), a.zone(2)), at(a.number(1), a.zone(2)), a.list(3)));
            default -> ofMoment(name, a);
        };
    }

    /** A day that there is not, such as the 30th of February, makes an invalid date, as in Luxon. */
    private static Object fromObject(Arguments a) {
        try {
            return millis(DateParts.of(a.map(0), a.zone(1)));
        } catch (DateTimeException e) {
            return Double.NaN;
        }
    }

    private static Object ofMoment(String name, Arguments a) {
        var date = at(a.number(0), a.zone(1));
        return switch (name) {
            case "get" -> (double) get(date, a.text(2));
            case "plus" -> millis(Durations.plus(date, a.map(2), a.number(3)));
            case "startOf" -> millis(DateParts.startOf(date, a.text(2)));
            case "endOf" -> millis(DateParts.endOf(date, a.text(2)));
            case "set" -> millis(DateParts.set(date, a.map(2)));
            case "keepLocal" -> millis(date.withZoneSameLocal(a.zone(2)));
            case "isDst" -> date.getZone().getRules().isDaylightSavings(date.toInstant());
            case "format" -> DatePattern.format(date, a.text(2), Locale.forLanguageTag(a.text(3)));
            case "iso" -> IsoDates.write(date, a.truth(2), a.truth(3), a.truth(4));
            default -> throw new ItemsException(ItemsError.NOT_AVAILABLE, "there is no 'date." + name + "'");
        };
    }

    private static ZonedDateTime at(double millis, ZoneId zone) {
        return Instant.ofEpochMilli((long) millis).atZone(zone);
    }

    private static double millis(ZonedDateTime date) {
        return date.toInstant().toEpochMilli();
    }

    private static String parsed(ZonedDateTime date, ZoneId asked) {
        if (date == null) {
            return null;
        }
        var own = date.getZone().equals(asked) ? null : name(date.getZone());
        return Json.text(java.util.Arrays.asList(date.toInstant().toEpochMilli(), own));
    }

    private static long get(ZonedDateTime date, String field) {
        return switch (field) {
            case "year" -> date.getYear();
            case "quarter" -> date.get(IsoFields.QUARTER_OF_YEAR);
            case "month" -> date.getMonthValue();
            case "day" -> date.getDayOfMonth();
            case "hour" -> date.getHour();
            case "minute" -> date.getMinute();
            case "second" -> date.getSecond();
            case "millisecond" -> date.getNano() / 1_000_000;
            case "weekday" -> date.getDayOfWeek().getValue();
            case "weekNumber" -> date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case "weekYear" -> date.get(IsoFields.WEEK_BASED_YEAR);
            case "weeksInWeekYear" ->
                IsoFields.WEEK_OF_WEEK_BASED_YEAR.rangeRefinedBy(date).getMaximum();
            case "ordinal" -> date.getDayOfYear();
            case "daysInMonth" -> date.toLocalDate().lengthOfMonth();
            case "daysInYear" -> date.toLocalDate().lengthOfYear();
            case "offset" -> date.getOffset().getTotalSeconds() / 60;
            default -> throw new ItemsException(ItemsError.NO_DATE, "a date has no '" + field + "'");
        };
    }

    /** The name of a zone as java.time knows it, or null. */
    private static String zone(Arguments a) {
        if (a.values().get(0) instanceof Number minutes) {
            return java.time.ZoneOffset.ofTotalSeconds(minutes.intValue() * 60).getId();
        }
        var text = a.text(0);
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "utc", "gmt", "z" -> "UTC";
            case "local", "system", "default" -> a.text(1);
            default -> known(text);
        };
    }

    private static String known(String text) {
        try {
            var offset = text.replaceFirst("(?i)^utc(?=[+-])", "");
            return ZoneId.of(offset.matches("[+-]\\d") ? offset.charAt(0) + "0" + offset.charAt(1) : offset)
                    .getId();
        } catch (DateTimeException e) {
            return null;
        }
    }

    static String name(ZoneId zone) {
        return zone.getId().equals("Z") ? "UTC" : zone.getId();
    }

    /** The values of a question. */
    record Arguments(List<Object> values) {

        String text(int index) {
            return String.valueOf(values.get(index));
        }

        double number(int index) {
            var value = ((Number) values.get(index)).doubleValue();
            if (!Double.isFinite(value) || Math.abs(value) > 8.64e15) {
                throw new DateTimeException("'" + value + "' is no moment");
            }
            return value;
        }

        boolean truth(int index) {
            return Boolean.TRUE.equals(values.get(index));
        }

        ZoneId zone(int index) {
            return ZoneId.of(text(index));
        }

        Map<String, Double> map(int index) {
            try {
                var numbers = new LinkedHashMap<String, Double>();
                Json.map(text(index))
                        .forEach((key, value) -> numbers.put(
                                key,
                                value instanceof Number number
                                        ? number.doubleValue()
                                        : Double.parseDouble(String.valueOf(value))));
                return numbers;
            } catch (JsonProcessingException | NumberFormatException e) {
                throw new DateTimeException("a part of a date is no number");
            }
        }

        @SuppressWarnings("unchecked")
        List<String> list(int index) {
            try {
                return Json.MAPPER.readValue(text(index), List.class);
            } catch (JsonProcessingException e) {
                throw new DateTimeException("no list of units", e);
            }
        }
    }
}
