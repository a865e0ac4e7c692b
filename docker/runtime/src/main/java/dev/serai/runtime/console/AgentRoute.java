package dev.serai.runtime.console;

import dev.serai.openai.GatewayEndpoint;
import dev.serai.openai.GatewayKind;
import dev.serai.openai.model.Answered;
import dev.serai.openai.model.GatewayModel;
import dev.serai.openai.model.Question;
import dev.serai.openai.model.RouteModel;
import dev.serai.runtime.record.RunRecords;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.DefaultConsumer;

/** A route of the gateway as the console asks it: it also tells under which id the question is recorded. */
final class AgentRoute implements GatewayModel {

    private final GatewayEndpoint endpoint;
    private final DefaultConsumer consumer;

    AgentRoute(Route route) {
        endpoint = (GatewayEndpoint) route.getEndpoint();
        consumer = (DefaultConsumer) route.getConsumer();
    }

    @Override
    public GatewayKind kind() {
        return endpoint.getKind();
    }

    @Override
    public String id() {
        return endpoint.getName();
    }

    @Override
    public String title() {
        var title = endpoint.getConfiguration().getTitle();
        return title == null ? id() : title;
    }

    @Override
    public String description() {
        return endpoint.getConfiguration().getDescription();
    }

    @Override
    public long since() {
        return 0;
    }

    @Override
    public CompletableFuture<Answered> ask(Question question) {
        return ask(question, run -> {});
    }

    /** @param run gets the run's id before the answer is there, if the question is recorded */
    CompletableFuture<Answered> ask(Question question, Consumer<String> run) {
        var noticing = new Noticing();
        return new RouteModel(
                        kind(),
                        id(),
                        title(),
                        description(),
                        endpoint.getConfiguration().isStream(),
                        noticing)
                .ask(question)
                .whenComplete((answered, error) -> {
                    if (noticing.exchange != null) {
                        run.accept(noticing.exchange.getProperty(RunRecords.RUN_ID, String.class));
                    }
                });
    }

    /** The route's consumer, with the exchange of one question in view. */
    private final class Noticing extends DefaultConsumer {

        private Exchange exchange;

        Noticing() {
            super(endpoint, consumer.getProcessor());
        }

        @Override
        public Exchange createExchange(boolean autoRelease) {
            exchange = consumer.createExchange(autoRelease);
            return exchange;
        }

        @Override
        public void releaseExchange(Exchange done, boolean autoRelease) {
            consumer.releaseExchange(done, autoRelease);
        }
    }
}
