package dev.serai.supabase.realtime;

import dev.serai.supabase.Access;
import dev.serai.supabase.SupabaseEndpoint;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.supabase.client.realtime.RealtimeChannel;
import dev.serai.supabase.client.realtime.RealtimeEvent;
import java.time.Duration;
import org.apache.camel.ExchangePattern;
import org.apache.camel.Processor;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckAware;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.LoggingExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins an exchange for each event of a channel. */
public class RealtimeConsumer extends DefaultConsumer implements RealtimeChannel.Listener, HealthCheckAware {

    private static final Logger LOG = LoggerFactory.getLogger(RealtimeConsumer.class);

    private String name;
    private boolean emitsGaps;
    private int concurrent;
    private Deliveries deliveries;
    private volatile RealtimeChannel channel;
    private volatile String lastTrouble;
    private volatile HealthCheck healthCheck;

    public RealtimeConsumer(SupabaseEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    @Override
    public SupabaseEndpoint getEndpoint() {
        return (SupabaseEndpoint) super.getEndpoint();
    }

    /** Null while the consumer is stopped. */
    RealtimeChannel channel() {
        return channel;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        var options = getEndpoint().getRealtimeOptions();
        var plan = Plans.of(getEndpoint());
        name = plan.name();
        emitsGaps = options.getGaps() == GapChoice.EMIT;
        concurrent = options.getConcurrent();
        if (concurrent < 1) {
            throw Access.bad("concurrent is " + concurrent + ", but at least 1 exchange must be allowed");
        }
        deliveries = new Deliveries(concurrent, this::route);
        var access = new Access(getEndpoint());
        channel = new RealtimeChannel(access.gateway(), plan, access::credentials, this);
        healthCheck = new RealtimeHealthCheck(this, getRouteId() == null ? name : getRouteId());
        channel.open();
    }

    @Override
    protected void doStop() throws Exception {
        if (channel != null) {
            channel.close();
            channel = null;
            deliveries.clear();
        }
        super.doStop();
    }

    /** Camel's check of consumers asks it. */
    @Override
    public HealthCheck getHealthCheck() {
        return healthCheck;
    }

    @Override
    public void setHealthCheck(HealthCheck healthCheck) {
        this.healthCheck = healthCheck;
    }

    @Override
    public void joined(RealtimeEvent.Gap gap, Runnable more) {
        lastTrouble = null;
        if (gap == null) {
            LOG.info("channel '{}' is joined", name);
            deliveries.next(more);
            return;
        }
        LOG.warn(
                "channel '{}' is joined again; events between {} and {} may have been missed, the last change told was"
                        + " committed at {}: {}",
                name,
                gap.from(),
                gap.to(),
                gap.lastCommit() == null ? "no known time" : gap.lastCommit(),
                gap.reason());
        if (emitsGaps) {
            deliveries.add(gap, more);
        } else {
            deliveries.next(more);
        }
    }

    @Override
    public void event(RealtimeEvent event, Runnable more) {
        deliveries.add(event, more);
    }

    @Override
    public void noted() {
        deliveries.proceed();
    }

    @Override
    public void lost(SupabaseException reason, Duration delay) {
        if (reason.getMessage().equals(lastTrouble)) {
            LOG.debug("channel '{}' is still not joined, next attempt in {} ms", name, delay.toMillis());
            return;
        }
        lastTrouble = reason.getMessage();
        LOG.warn("{} Next attempt in {} ms.", reason.getMessage(), delay.toMillis());
        // The default handler would write it into the log once more.
        if (!(getExceptionHandler() instanceof LoggingExceptionHandler)) {
            getEndpoint()
                    .getComponent()
                    .routeThreads()
                    .alone(() -> getExceptionHandler().handleException("channel '" + name + "' is not joined", reason));
        }
    }

    private void route(RealtimeEvent event, Runnable done) {
        var threads = getEndpoint().getComponent().routeThreads();
        if (concurrent == 1) {
            threads.execute(() -> send(event, done));
        } else {
            // else the thread that reads the socket would go through the route, and nothing ran beside it
            threads.alone(() -> send(event, done));
        }
    }

    private void send(RealtimeEvent event, Runnable done) {
        if (!isRunAllowed()) {
            return;
        }
        var exchange = createExchange(false);
        exchange.setPattern(ExchangePattern.InOnly);
        Messages.write(name, event, exchange.getMessage());
        getAsyncProcessor().process(exchange, doneSync -> {
            if (exchange.getException() != null) {
                getExceptionHandler()
                        .handleException(
                                "an event of channel '" + name + "' failed", exchange, exchange.getException());
            }
            releaseExchange(exchange, false);
            done.run();
        });
    }
}
