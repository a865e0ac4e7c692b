package dev.serai.n8n.convert;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Times as Quartz writes them: with seconds, a question mark for one of the days, and Sunday as 1. */
final class Cron {

    private static final Pattern FIELD = Pattern.compile("[0-9A-Za-z*/,-]{1,60}");
    private static final Pattern DAY = Pattern.compile("(?<![/\\d])\\d(?!\\d)");

    private Cron() {}

    /** Null where it cannot be read. */
    static String of(String field, JsonNode rule) {
        if (field.equals("cronExpression") || field.equals("custom")) {
            return of(rule.path("expression").asText(rule.path("cronExpression").asText("")));
        }
        int hour = within(rule.path("triggerAtHour").asInt(rule.path("hour").asInt(0)), 23);
        int minute =
                within(rule.path("triggerAtMinute").asInt(rule.path("minute").asInt(0)), 59);
        var time = "0 " + minute + " " + hour + " ";
        return switch (field) {
            case "days", "everyDay" -> time + "* * ?";
            case "everyHour" -> "0 " + minute + " * * * ?";
            case "weeks", "everyWeek" -> time + "? * " + days(rule);
            case "months", "everyMonth" ->
                time
                        + Math.max(
                                1,
                                within(
                                        rule.path("triggerAtDayOfMonth")
                                                .asInt(rule.path("dayOfMonth").asInt(1)),
                                        31))
                        + " * ?";
            default -> null;
        };
    }

    private static int within(int value, int most) {
        return Math.max(0, Math.min(value, most));
    }

    private static String days(JsonNode rule) {
        var days = new ArrayList<String>();
        rule.path("triggerAtDay").forEach(day -> days.add(String.valueOf(within(day.asInt(), 6) + 1)));
        if (days.isEmpty()) {
            days.add(String.valueOf(within(rule.path("weekday").asInt(0), 6) + 1));
        }
        return String.join(",", days);
    }

    static String of(String expression) {
        var fields = new ArrayList<>(
                List.of(expression.replaceFirst("^=", "").strip().split("\\s+")));
        if (fields.size() == 5) {
            fields.add(0, "0");
        }
        if (fields.size() != 6
                || !fields.stream().allMatch(field -> FIELD.matcher(field).matches())) {
            return null;
        }
        var days = fields.get(5);
        if (days.equals("*")) {
            fields.set(5, "?");
        } else {
            fields.set(3, "?");
            fields.set(5, DAY.matcher(days).replaceAll(day -> String.valueOf(Integer.parseInt(day.group()) % 7 + 1)));
        }
        return String.join(" ", fields);
    }
}
