package dev.serai.offline.daytona;

import dev.serai.offline.daytona.api.Pace;
import dev.serai.offline.daytona.api.Quota;
import dev.serai.offline.process.Limits;
import java.time.Clock;

/**
 * What a stand-in was started with.
 *
 * @param clock what intervals and waits are measured by
 * @param pace how long changes of state take
 * @param limits what one command may take
 * @param createsPerMinute how many sandboxes may be made within a minute
 */
record DaytonaSettings(
        String host,
        int port,
        int keptRequests,
        String apiKey,
        Clock clock,
        Pace pace,
        Quota quota,
        Limits limits,
        int createsPerMinute) {
    @Override
    public String toString() {
        return "stand-in on " + host + ", " + pace + ", " + quota + ", " + limits;
    }
}
