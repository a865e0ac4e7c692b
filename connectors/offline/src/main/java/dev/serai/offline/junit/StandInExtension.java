package dev.serai.offline.junit;

import dev.serai.offline.StandIn;
import dev.serai.offline.http.RequestLog;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One stand-in per test class (in a static field or by {@code @ExtendWith}), or one per test (in an instance field).
 * Before each test it is reset.
 */
public abstract class StandInExtension<S extends StandIn>
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private final Class<S> type;
    private final Supplier<S> start;
    private S server;
    private String owner;

    StandInExtension(Class<S> type, Supplier<S> start) {
        this.type = type;
        this.start = start;
    }

    public S server() {
        if (server == null) {
            throw new IllegalStateException("the stand-in runs only while tests do; is the field annotated?");
        }
        return server;
    }

    public String baseUrl() {
        return server().baseUrl();
    }

    /** What the server received in this test. */
    public RequestLog requests() {
        return server().requests();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (server == null) {
            server = start.get();
            owner = context.getUniqueId();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (server == null) {
            server = start.get();
        } else {
            server.reset();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (owner == null) {
            stop();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        // Nested classes end too, and must leave the outer class its server.
        if (context.getUniqueId().equals(owner)) {
            stop();
            owner = null;
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == type;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return server();
    }

    private void stop() {
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
