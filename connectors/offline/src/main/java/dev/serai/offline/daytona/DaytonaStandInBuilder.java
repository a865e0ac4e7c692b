package dev.serai.offline.daytona;

import dev.serai.offline.daytona.api.Pace;
import dev.serai.offline.daytona.api.Quota;
import dev.serai.offline.daytona.api.Resources;
import dev.serai.offline.process.Limits;
import java.time.Clock;
import java.time.Duration;

/** Settings of a stand-in before it starts. */
public final class DaytonaStandInBuilder {
    private String host = "127.0.0.1";
    private int port;
    private int keptRequests = 1000;
    private String apiKey = "dtn_standin_for_tests_only";
    private Clock clock = Clock.systemUTC();
    private Pace pace = Pace.quick();
    private Quota quota = Quota.usual();
    private Limits limits = Limits.standard();
    private int createsPerMinute = Integer.MAX_VALUE;

    DaytonaStandInBuilder() {}

    /** An address to listen on; whoever reaches it can run anything on this machine. */
    public DaytonaStandInBuilder host(String value) {
        host = value;
        return this;
    }

    /** A fixed port; 0, the default, takes a free one. */
    public DaytonaStandInBuilder port(int value) {
        port = value;
        return this;
    }

    /** How many received requests are kept for tests to look at. */
    public DaytonaStandInBuilder keepRequests(int count) {
        keptRequests = count;
        return this;
    }

    /** The key that clients must send. */
    public DaytonaStandInBuilder apiKey(String value) {
        apiKey = value;
        return this;
    }

    /** What intervals and changes of state are measured by. */
    public DaytonaStandInBuilder clock(Clock value) {
        clock = value;
        return this;
    }

    /** How long a sandbox takes to start. */
    public DaytonaStandInBuilder startTime(Duration value) {
        pace = new Pace(value, pace.stop(), pace.build());
        return this;
    }

    /** How long a sandbox takes to stop, to be archived or to be deleted. */
    public DaytonaStandInBuilder stopTime(Duration value) {
        pace = new Pace(pace.start(), value, pace.build());
        return this;
    }

    /** How long an image or a snapshot takes to be built. */
    public DaytonaStandInBuilder buildTime(Duration value) {
        pace = new Pace(pace.start(), pace.stop(), value);
        return this;
    }

    /** What all sandboxes together may have; memory and disk in GiB. */
    public DaytonaStandInBuilder quota(int cpu, int memory, int disk) {
        quota = new Quota(quota.each(), new Resources(cpu, memory, disk));
        return this;
    }

    /** What one sandbox may have; memory and disk in GiB. */
    public DaytonaStandInBuilder largest(int cpu, int memory, int disk) {
        quota = new Quota(new Resources(cpu, memory, disk), quota.total());
        return this;
    }

    /** How many sandboxes may be made within a minute, before requests are answered with 429. */
    public DaytonaStandInBuilder createsPerMinute(int value) {
        createsPerMinute = value;
        return this;
    }

    /** The longest that a command may run. */
    public DaytonaStandInBuilder commandTime(Duration value) {
        limits = new Limits(value, limits.output(), limits.fileBytes());
        return this;
    }

    /** The most bytes that a command may write. */
    public DaytonaStandInBuilder commandOutput(long bytes) {
        limits = new Limits(limits.time(), bytes, limits.fileBytes());
        return this;
    }

    public DaytonaStandIn start() {
        return new DaytonaStandIn(
                new DaytonaSettings(host, port, keptRequests, apiKey, clock, pace, quota, limits, createsPerMinute));
    }
}
