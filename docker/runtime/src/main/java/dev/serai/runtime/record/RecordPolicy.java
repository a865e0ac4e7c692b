package dev.serai.runtime.record;

import dev.serai.runtime.config.Settings;
import java.util.Set;

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

    public static RecordPolicy of(Settings.Lookup settings) {
        return new RecordPolicy(
                number(settings, "keep-runs", 10_000, 0, MOST_RUNS),
                number(settings, "keep-days", 30, 1, MOST_DAYS),
                number(settings, "keep-mib", 512, 1, MOST_MIB),
                number(settings, "body-limit", 16 * 1_024, 0, MOST_BODY),
                Set.copyOf(settings.list(PREFIX + "off")));
    }

    private static int number(Settings.Lookup settings, String name, int otherwise, int least, int most) {
        return (int) settings.number(PREFIX + name, otherwise, least, most);
    }

    public boolean isOff() {
        return keepRuns == 0;
    }
}
