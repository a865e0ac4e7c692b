package dev.serai.people;

import dev.serai.support.camel.StagedProducer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.camel.Exchange;

/** Does what the endpoint's path says. */
class PeopleProducer extends StagedProducer {

    private AskHandler ask;
    private AnswerHandler answer;

    PeopleProducer(PeopleEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public PeopleEndpoint getEndpoint() {
        return (PeopleEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        var component = getEndpoint().getComponent();
        var options = getEndpoint().getConfiguration();
        if (getEndpoint().getOperation() == PeopleOperation.INBOX) {
            var notifier = component.notifiers().add(options.getNotify());
            ask = new AskHandler(component, Asking.of(component.getCamelContext(), options, notifier));
        }
        answer = new AnswerHandler(component.inbox());
    }

    @Override
    protected CompletionStage<?> handle(Exchange exchange) {
        return switch (getEndpoint().getOperation()) {
            case INBOX -> ask.handle(exchange);
            case ANSWER -> answer.answer(exchange);
            case LIST -> answer.list(exchange);
            case GET -> answer.get(exchange);
            case CANCEL -> answer.cancel(exchange);
        };
    }

    @Override
    protected Executor routeThreads() {
        return getEndpoint().getComponent().threads();
    }
}
