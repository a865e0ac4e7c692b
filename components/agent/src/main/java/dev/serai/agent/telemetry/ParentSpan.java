package dev.serai.agent.telemetry;

import org.apache.camel.Exchange;

/** Puts what happens on one exchange below the span that another exchange is working under. */
public final class ParentSpan {

    /** Where Camel's telemetry keeps an exchange's span; copies of an exchange have it, new exchanges don't. */
    private static final String PROPERTY = "tracing.activeSpan";

    private ParentSpan() {}

    /** @param from may be null */
    public static void pass(Exchange from, Exchange to) {
        var span = from == null ? null : from.getProperty(PROPERTY);
        if (span != null) {
            to.setProperty(PROPERTY, span);
        }
    }
}
