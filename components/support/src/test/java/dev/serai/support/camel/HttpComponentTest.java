package dev.serai.support.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.support.http.HttpCall;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.impl.health.DefaultHealthCheckRegistry;
import org.apache.camel.impl.health.ProducersHealthCheckRepository;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.service.ServiceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpComponentTest {

    @Component("asking")
    static final class AskingComponent extends HttpComponent {
        private final Map<String, CompletableFuture<?>> answers = new LinkedHashMap<>();

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            return new AskingEndpoint(uri, this);
        }
    }

    private static final class AskingEndpoint extends DefaultEndpoint {
        AskingEndpoint(String uri, AskingComponent component) {
            super(uri, component);
        }

        @Override
        public Producer createProducer() {
            return new AskingProducer(this, (AskingComponent) getComponent());
        }

        @Override
        public Consumer createConsumer(Processor processor) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class AskingProducer extends HttpProducer {
        private final AskingComponent component;

        AskingProducer(AskingEndpoint endpoint, AskingComponent component) {
            super(endpoint);
            this.component = component;
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            watchHealth(() -> component.answers, "nobody answers");
        }

        @Override
        protected CompletionStage<?> handle(Exchange exchange) {
            return CompletableFuture.completedFuture(null);
        }
    }

    private final AskingComponent component = new AskingComponent();
    private DefaultCamelContext context;

    @BeforeEach
    void start() {
        context = new DefaultCamelContext();
        var registry = new DefaultHealthCheckRegistry(context);
        var producers = new ProducersHealthCheckRepository();
        producers.setEnabled(true);
        registry.register(producers);
        context.getCamelContextExtension().addContextPlugin(HealthCheckRegistry.class, registry);
        context.addComponent("asking", component);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private Producer producer() throws Exception {
        var producer = context.getEndpoint("asking:x").createProducer();
        ServiceHelper.startService(producer);
        return producer;
    }

    private List<HealthCheck.Result> check() {
        return HealthCheckHelper.invoke(context).stream()
                .filter(result -> result.getCheck().getId().startsWith("producer:asking-"))
                .toList();
    }

    @Test
    void oneServerThatAnswersIsEnough() throws Exception {
        component.answers.put("a", CompletableFuture.failedFuture(new IllegalStateException("a is ill")));
        producer();
        assertThat(check()).singleElement().satisfies(result -> {
            assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
            assertThat(result.getMessage()).contains("nobody answers");
            assertThat(result.getDetails()).containsEntry("a", "a is ill");
        });
        component.answers.put("b", CompletableFuture.completedFuture(1));
        assertThat(check()).singleElement().satisfies(result -> {
            assertThat(result.getState()).isEqualTo(HealthCheck.State.UP);
            assertThat(result.getDetails()).containsEntry("a", "a is ill").containsEntry("b", "up");
        });
    }

    @Test
    void theHealthCheckGoesWithItsProducer() throws Exception {
        var producer = producer();
        assertThat(check()).hasSize(1);
        ServiceHelper.stopService(producer);
        assertThat(check()).isEmpty();
    }

    @Test
    void whoSwitchesHealthChecksOffHasNone() throws Exception {
        component.setHealthCheckProducerEnabled(false);
        producer();
        assertThat(check()).isEmpty();
    }

    @Test
    void aComponentThatIsShutDownHasNoThreadsLeft() throws Exception {
        producer();
        context.stop();
        assertThat(component.routeThreads().pool().isTerminated()).isTrue();
        var late = component
                .port()
                .send(HttpCall.get(URI.create("http://127.0.0.1:1/")).build());
        assertThatThrownBy(() -> late.get(10, TimeUnit.SECONDS)).hasMessageContaining("closed");
    }

    @Test
    void theEndpointsValuesWinOverThoseOfTheComponent() {
        var parameters = new LinkedHashMap<String, Object>(Map.of("h.a", "2", "h.b", "3", "other", "4"));
        assertThat(HttpComponent.merged(Map.of("a", "1", "c", "5"), parameters, "h."))
                .containsExactlyInAnyOrderEntriesOf(Map.of("a", "2", "b", "3", "c", "5"));
        assertThat(parameters).containsOnlyKeys("other");
        assertThat(HttpComponent.merged(null, parameters, "h.")).isEmpty();
    }
}
