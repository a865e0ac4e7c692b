package dev.serai.supabase.realtime;

import java.util.Map;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Up while the channel is joined. */
final class RealtimeHealthCheck extends AbstractHealthCheck {

    private final RealtimeConsumer consumer;

    RealtimeHealthCheck(RealtimeConsumer consumer, String id) {
        super("camel", "consumer:supabase-realtime-" + id);
        this.consumer = consumer;
        setCamelContext(consumer.getEndpoint().getCamelContext());
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        var channel = consumer.channel();
        builder.detail("channel", consumer.getEndpoint().getName());
        if (channel != null && channel.isJoined()) {
            builder.up();
            return;
        }
        var trouble = channel == null ? null : channel.trouble().orElse(null);
        builder.message(trouble == null ? "the channel is not joined yet" : trouble.getMessage());
        if (trouble != null) {
            builder.error(trouble);
        }
        builder.down();
    }
}
