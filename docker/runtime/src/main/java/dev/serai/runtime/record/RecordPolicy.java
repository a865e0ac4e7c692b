package dev.serai.runtime.record;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is kept, and of which routes.
 *
 * @param keepRuns how many runs are kept; 0 records nothing
 * @param keepMib how large what steps hold may become, in MiB
 * @param bodyLimit how much of a body is kept, in characters
 * @param off ids of routes whose steps are not recorded
 */
public record RecordPolicy(int keepRuns, int keepDays, int keepMib, int bodyLimit, Set<String> off) {

    public static final String PREFIX = "serai.records.";
    private static final int MOST_RUNS = 10_000_000;
    private static final int MOST_DAYS = 3_650;
    private static final int MOST_MIB = 1_024 * 1_024;
    private static final int MOST_BODY = 128 * 1_024;

    public RecordPolicy {
        off = Set.copyOf(off);
    }

    public static RecordPolicy defaults() {
        return of(name -> null);
    }

    /** @param setting gives what is set under a name, or null */
    public static RecordPolicy of(Function<String, String> setting) {
        var off = setting.apply(PREFIX + "off");
        return new RecordPolicy(
                number(setting, "keep-runs", 10_000, 0, MOST_RUNS),
                number(setting, "keep-days", 30, 1, MOST_DAYS),
                number(setting, "keep-mib", 512, 1, MOST_MIB),
                number(setting, "body-limit", 16 * 1_024, 0, MOST_BODY),
                off == null
                        ? Set.of()
                        : Arrays.stream(off.split(","))
                                .map(String::strip)
                                .filter(id -> !id.isEmpty())
                                .collect(Collectors.toSet()));
    }

    public boolean isOff() {
        return keepRuns == 0;
    }

    private static int number(Function<String, String> setting, String name, int otherwise, int least, int most) {
        var text = setting.apply(PREFIX + name);
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            var number = Integer.parseInt(text.strip());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw new RecordException(
                RecordError.BAD_SETTING,
                PREFIX + name + " is '" + text + "'",
                "Give a whole number from " + least + " to " + most + ".");
    }
}
