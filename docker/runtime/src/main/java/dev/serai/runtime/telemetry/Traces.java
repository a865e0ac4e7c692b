package dev.serai.runtime.telemetry;

import org.apache.camel.CamelContext;
import org.apache.camel.spring.boot.CamelContextConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Switches tracing on where somebody wants it; else none of its classes is even loaded. */
final class Traces implements CamelContextConfiguration, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Traces.class);

    private final TraceSettings settings;
    private AutoCloseable tracing;

    /** @param settings null where nothing is to be sent */
    Traces(TraceSettings settings) {
        this.settings = settings;
    }

    @Override
    public void beforeApplicationStart(CamelContext context) {
        if (settings != null) {
            tracing = Tracing.start(context, settings);
            LOG.info("Traces of all routes go to {}", settings.endpoint());
        }
    }

    @Override
    public void afterApplicationStart(CamelContext context) {
        // nothing more
    }

    /** After the routes, so that their last steps are sent too. */
    @Override
    public void close() throws Exception {
        if (tracing != null) {
            tracing.close();
        }
    }
}
