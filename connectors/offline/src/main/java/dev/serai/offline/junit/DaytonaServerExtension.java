package dev.serai.offline.junit;

import dev.serai.offline.daytona.DaytonaStandIn;
import dev.serai.offline.daytona.DaytonaStandInBuilder;

/** Gives tests a stand-in of Daytona; before each test it deletes all sandboxes and forgets what it was told. */
public final class DaytonaServerExtension extends StandInExtension<DaytonaStandIn> {

    public DaytonaServerExtension() {
        this(DaytonaStandIn.builder());
    }

    public DaytonaServerExtension(DaytonaStandInBuilder builder) {
        super(DaytonaStandIn.class, builder::start);
    }

    /** The address that clients want. */
    public String apiUrl() {
        return server().apiUrl();
    }

    public String apiKey() {
        return server().apiKey();
    }
}
