package dev.serai.offline.junit;

import dev.serai.offline.http.RequestLog;
import dev.serai.offline.searxng.Expectation;
import dev.serai.offline.searxng.Result;
import dev.serai.offline.searxng.ScriptedAnswer;
import dev.serai.offline.searxng.SearxngStandIn;
import dev.serai.offline.searxng.SearxngStandInBuilder;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One stand-in per test class (in a static field or by {@code @ExtendWith}), or one per test (in an instance field).
 * Before each test it forgets the script and the requests of the one before.
 */
public final class SearxngServerExtension
        implements BeforeAllCallback, AfterAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private final SearxngStandInBuilder builder;
    private SearxngStandIn server;
    private String owner;

    public SearxngServerExtension() {
        this(SearxngStandIn.builder());
    }

    public SearxngServerExtension(SearxngStandInBuilder builder) {
        this.builder = builder;
    }

    public SearxngStandIn server() {
        if (server == null) {
            throw new IllegalStateException("the stand-in runs only while tests do; is the field annotated?");
        }
        return server;
    }

    public String baseUrl() {
        return server().baseUrl();
    }

    /** Host and port. */
    public String host() {
        return server().host();
    }

    /** What the server received in this test. */
    public RequestLog requests() {
        return server().requests();
    }

    public Expectation when() {
        return server().when();
    }

    public void always(Result... results) {
        server().always(results);
    }

    public void always(ScriptedAnswer... answers) {
        server().always(answers);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (server == null) {
            server = builder.start();
            owner = context.getUniqueId();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (server == null) {
            server = builder.start();
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
        return parameter.getParameter().getType() == SearxngStandIn.class;
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
