package dev.serai.daytona;

import dev.serai.daytona.client.DaytonaError;
import dev.serai.daytona.client.DaytonaException;
import dev.serai.daytona.process.Followed;
import dev.serai.daytona.process.FollowedLog;
import dev.serai.daytona.process.FollowedTerminal;
import dev.serai.daytona.process.Following;
import dev.serai.daytona.process.LogsHandler;
import dev.serai.daytona.process.PtyHandler;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;

/** Makes messages of what a command writes, or a terminal shows, for as long as the route runs. */
class DaytonaConsumer extends DefaultConsumer implements Following.Hearer {

    private static final String LOGS = "session/logs";

    private Following following;

    DaytonaConsumer(DaytonaEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
    }

    static boolean follows(String operation) {
        return operation.equals(LOGS) || operation.equals(OperationHandler.TERMINAL);
    }

    @Override
    public DaytonaEndpoint getEndpoint() {
        return (DaytonaEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (Access.AUTO.equals(getEndpoint().getSandboxOptions().getSandbox())) {
            throw new DaytonaException(
                    DaytonaError.NO_SANDBOX,
                    "from: daytona:" + getEndpoint().getOperation() + " is told no sandbox",
                    "Set sandbox to its id or name.",
                    null);
        }
        var access = new Access(getEndpoint());
        var patience = Duration.ofMillis(getEndpoint().getProcessOptions().getReconnectTimeout());
        following = new Following(
                followed(access.arguments(getEndpoint().createExchange()), patience),
                access::standing,
                this,
                patience,
                access.gateway().port(),
                getEndpoint().getComponent().routeThreads());
        following.start();
    }

    private Followed followed(Arguments arguments, Duration patience) {
        return getEndpoint().getOperation().equals(LOGS)
                ? new FollowedLog(LogsHandler.log(arguments), patience)
                : new FollowedTerminal(PtyHandler.wish(arguments, arguments.required("terminal")));
    }

    @Override
    protected void doStop() throws Exception {
        if (following != null) {
            following.stop();
        }
        super.doStop();
    }

    @Override
    public CompletableFuture<?> line(String stream, String text) {
        var exchange = createExchange(false);
        exchange.getMessage().setHeader(DaytonaConstants.STREAM, stream);
        exchange.getMessage().setBody(text);
        return process(exchange);
    }

    /** The last message has no body. */
    @Override
    public void ended(Integer exitCode) {
        var exchange = createExchange(false);
        exchange.getMessage().setHeader(DaytonaConstants.EXIT_CODE, exitCode);
        getEndpoint().getComponent().routeThreads().execute(() -> process(exchange));
    }

    private CompletableFuture<?> process(Exchange exchange) {
        var done = new CompletableFuture<Void>();
        var callback = defaultConsumerCallback(exchange, false);
        getAsyncProcessor().process(exchange, synchronous -> {
            callback.done(synchronous);
            releaseExchange(exchange, false);
            // A message that fails is told, and the next one follows.
            done.complete(null);
        });
        return done;
    }

    @Override
    public void failed(Throwable error) {
        var words = "daytona:" + getEndpoint().getOperation() + " gives no more";
        getEndpoint()
                .getComponent()
                .routeThreads()
                .execute(() -> getExceptionHandler().handleException(words, error));
    }
}
