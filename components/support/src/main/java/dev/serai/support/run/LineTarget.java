package dev.serai.support.run;

import dev.serai.support.camel.EndpointCall;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;

/** Sends each line that a process writes to an endpoint, one after the other; a slow endpoint slows the reading down. */
public final class LineTarget implements AutoCloseable {

    private final EndpointCall endpoint;
    private final String header;
    private final Executor routes;

    /**
     * @param header which says with each line what it was written to
     * @param routes where the endpoint is asked
     */
    public LineTarget(CamelContext context, String uri, String header, Executor routes) throws Exception {
        this.endpoint = new EndpointCall(context, uri);
        this.header = header;
        this.routes = routes;
    }

    /** What one process writes, for the exchange that has started it. */
    public LinePump pump(Exchange exchange) {
        return new LinePump(
                LineCutter::new,
                (stream, text) ->
                        endpoint.send(exchange, text, copy -> copy.getMessage().setHeader(header, stream)),
                routes);
    }

    /** The same. */
    public Sender sender(Exchange exchange) {
        return new Sender(pump(exchange));
    }

    @Override
    public void close() {
        endpoint.close();
    }

    /** Takes output as it comes. One call at a time; none of them blocks. */
    public record Sender(LinePump pump) {

        public void part(String stream, byte[] bytes) {
            pump.part(stream, bytes);
        }

        /** Nothing more comes: what is left is a line without an end. */
        public void end() {
            pump.end();
        }

        /** Completes when all lines have been where they were to go. */
        public CompletionStage<?> ready() {
            return pump.ready();
        }
    }
}
