package dev.serai.items.step;

import dev.serai.items.ItemsConfiguration;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.expression.Expression;
import dev.serai.items.model.Fields;
import dev.serai.items.model.Item;
import dev.serai.items.model.Outputs;
import dev.serai.items.model.Values;
import dev.serai.items.time.DateParts;
import dev.serai.items.time.DatePattern;
import dev.serai.items.time.Dates;
import dev.serai.items.time.Durations;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Calculates with dates. */
final class DateTimeStep implements Step {

    private static final Map<String, String> NAMES = Map.of(
            "now",
            "currentDate",
            "add",
            "newDate",
            "subtract",
            "newDate",
            "format",
            "formattedDate",
            "extract",
            "datePart",
            "round",
            "roundedDate",
            "diff",
            "timeDifference");

    private static final Pattern OFFSET = Pattern.compile("T[\\d:.]+([+-]\\d\\d:\\d\\d)$");

    private final String action;
    private final Expression value;
    private final Expression end;
    private final Expression amount;
    private final Expression format;
    private final String fromFormat;
    private final String unit;
    private final boolean up;
    private final String into;
    private final boolean dots;
    private final boolean utc;
    private final boolean iso;
    private final Include include;
    private final ZoneId zone;

    DateTimeStep(ItemsConfiguration options) {
        action = Options.oneOf(
                Options.need(options.getAction(), "action", "dateTime"),
                "action",
                NAMES.keySet().toArray(String[]::new));
        value = action.equals("now")
                ? null
                : Expression.parameter(Options.need(options.getValue(), "value", "dateTime"));
        end = action.equals("diff") ? Expression.parameter(Options.need(options.getEnd(), "end", "dateTime")) : null;
        amount = action.equals("add") || action.equals("subtract")
                ? Expression.parameter(Options.need(options.getAmount(), "amount", "dateTime"))
                : null;
        format = action.equals("format")
                ? Expression.parameter(Options.need(options.getFormat(), "format", "dateTime"))
                : null;
        fromFormat = options.getFromFormat();
        unit = options.getUnit() == null ? "days" : options.getUnit();
        up = Options.oneOf(options.getRound(), "round", "down", "up").equals("up");
        into = options.getInto() == null ? NAMES.get(action) : options.getInto();
        dots = options.isDots();
        utc = options.isUtc();
        iso = options.isIso();
        include = Include.of(options);
        zone = Zones.of(options);
    }

    @Override
    public boolean isForEachItem() {
        return true;
    }

    @Override
    public Outputs run(StepCall call) {
        var out = new ArrayList<Item>();
        for (int i = 0; i < call.items().size(); i++) {
            var item = call.items().get(i);
            out.add(item.withJson(Fields.with(include.of(item.json()), into, dots, calculated(call, i)))
                    .linked(i));
        }
        return Outputs.single(out);
    }

    private Object calculated(StepCall call, int item) {
        try {
            return result(call, item);
        } catch (DateTimeException | ArithmeticException e) {
            throw new ItemsException(ItemsError.NO_DATE, "action=" + action + ": " + e.getMessage(), e);
        }
    }

    private Object result(StepCall call, int item) {
        if (action.equals("now")) {
            return Dates.write(call.scope().now().atZone(zone));
        }
        var date = date(call, value, item);
        return switch (action) {
            case "add", "subtract" ->
                Dates.write(Durations.plus(
                        date, Map.of(units(unit), call.number(amount, item, "amount")), action.equals("add") ? 1 : -1));
            case "format" ->
                DatePattern.format(
                        utc ? date.withZoneSameInstant(own(call, item)) : date, call.text(format, item), Locale.US);
            case "extract" -> part(date);
            case "round" ->
                Dates.write(
                        up
                                ? Durations.plus(DateParts.startOf(date, units(unit)), Map.of(units(unit), 1.0), 1)
                                : DateParts.startOf(date, units(unit)));
            default -> difference(date, date(call, end, item));
        };
    }

    private ZonedDateTime date(StepCall call, Expression expression, int item) {
        var given = call.value(expression, item);
        return fromFormat == null || expression == end
                ? Dates.read(given, zone)
                : Dates.read(Values.text(given), fromFormat, zone);
    }

    /** The offset that a date brings along, else UTC. */
    private ZoneId own(StepCall call, int item) {
        var offset = OFFSET.matcher(Values.text(call.value(value, item)));
        return offset.find() ? ZoneOffset.of(offset.group(1)) : ZoneOffset.UTC;
    }

    private Object difference(ZonedDateTime from, ZonedDateTime to) {
        var units = Options.list(unit).stream().map(DateTimeStep::units).toList();
        var amounts = Durations.between(from, to, units);
        if (iso) {
            return Durations.iso(amounts);
        }
        var json = new LinkedHashMap<String, Object>();
        amounts.forEach((name, number) -> json.put(name, Values.narrow(number)));
        return json;
    }

    private Object part(ZonedDateTime date) {
        return switch (unit) {
            case "year", "years" -> date.getYear();
            case "month", "months" -> date.getMonthValue();
            case "week", "weeks" -> date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
            case "day", "days" -> date.getDayOfMonth();
            case "weekday" -> date.getDayOfWeek().getValue();
            case "hour", "hours" -> date.getHour();
            case "minute", "minutes" -> date.getMinute();
            case "second", "seconds" -> date.getSecond();
            default -> throw new ItemsException(ItemsError.BAD_OPTION, "unit='" + unit + "' is no part of a date");
        };
    }

    private static String units(String name) {
        var plural = name.endsWith("s") ? name : name + "s";
        return Options.oneOf(
                plural,
                "unit",
                List.of("years", "quarters", "months", "weeks", "days", "hours", "minutes", "seconds", "milliseconds")
                        .toArray(String[]::new));
    }
}
