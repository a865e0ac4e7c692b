package dev.serai.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class HeldQueueTest {

    @Test
    void aRouteWhoseAddressHasOptionsTakesWhatWaits() throws Exception {
        try (var context = new DefaultCamelContext()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("seda:taken?concurrentConsumers=2").routeId("taken").to("log:taken");
                }
            });
            context.start();
            var held = HeldQueue.of(context, List.of("taken"));
            assertThat(held).hasSize(1);
            assertThat(held.get(0).taken()).isTrue();
            context.getRoute("taken").getConsumer().stop();
            assertThat(held.get(0).taken()).isFalse();
            held.forEach(HeldQueue::release);
        }
    }
}
