package dev.serai.daytona.live;

import dev.serai.offline.daytona.DaytonaStandIn;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The service that the ITs run against: a stand-in of their own, or with {@code -Dlive.daytona=URL} and the key in the
 * environment variable DAYTONA_API_KEY a real one.
 */
public final class LiveDaytona implements BeforeAllCallback, AfterAllCallback {

    private static final String URL = System.getProperty("live.daytona");

    private DaytonaStandIn standIn;

    public String url() {
        return URL != null ? URL : standIn.apiUrl();
    }

    public String key() {
        return URL != null ? System.getenv("DAYTONA_API_KEY") : standIn.apiKey();
    }

    /** For what only the stand-in can tell or do; empty when the service is a real one. */
    public Optional<DaytonaStandIn> standIn() {
        return Optional.ofNullable(standIn);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (URL == null) {
            standIn = DaytonaStandIn.start();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (standIn != null) {
            standIn.close();
        }
    }
}
