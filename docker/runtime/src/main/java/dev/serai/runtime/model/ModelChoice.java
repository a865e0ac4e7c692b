package dev.serai.runtime.model;

import dev.serai.runtime.model.ModelInUse.Kind;
import dev.serai.support.camel.EndpointCall;
import dev.serai.support.chat.ChatRequest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.util.URISupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers with the model that was configured, else with the best one on the Ollama server, else with passages. Looks again
 * from time to time, so a server that is started later is used without a restart.
 */
public final class ModelChoice extends AsyncProcessorSupport {

    private static final Logger LOG = LoggerFactory.getLogger(ModelChoice.class);
    private static final int SECONDS_BETWEEN_LOOKS = 10;
    /** A server that is busy misses a look; what its own errors say is better than passages then. */
    private static final int MOST_MISSED = 2;

    private static final String HINT =
            "No model was found. Install Ollama (https://ollama.com), then run: ollama pull qwen3:4b";
    private static final String NO_TOOLS_HINT =
            "Ollama has no model that can call tools. Get one by: ollama pull qwen3:4b";

    private final CamelContext context;
    private final String configured;
    private final long memory;
    private final Extractive extractive = new Extractive();
    private EndpointCall chat;
    private OllamaProbe probe;
    private ScheduledExecutorService watch;
    private int missed;
    private volatile ModelInUse current = new ModelInUse(Kind.EXTRACTIVE, "passages", HINT);

    /**
     * @param configured the URI of the model's endpoint; empty to look for one
     * @param memory of the machine in bytes
     */
    public ModelChoice(CamelContext context, String configured, long memory) {
        this.context = context;
        this.configured = configured == null || configured.isBlank() ? null : configured.strip();
        this.memory = memory;
    }

    public ModelInUse current() {
        return current;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (configured != null) {
            chat = new EndpointCall(context, configured);
            current = new ModelInUse(Kind.CONFIGURED, URISupport.sanitizeUri(configured), null);
            return;
        }
        // Nobody asked for a download of some gigabytes.
        chat = new EndpointCall(context, "ollama:chat?pullPolicy=never&checkModel=false");
        probe = new OllamaProbe(context, memory);
        watch = context.getExecutorServiceManager().newSingleThreadScheduledExecutor(this, "ModelChoice");
        watch.schedule(this::lookAgain, 0, TimeUnit.SECONDS);
    }

    @Override
    protected void doStop() throws Exception {
        if (watch != null) {
            context.getExecutorServiceManager().shutdownNow(watch);
        }
        if (probe != null) {
            probe.close();
        }
        if (chat != null) {
            chat.close();
        }
        super.doStop();
    }

    private void lookAgain() {
        look().whenComplete((found, error) -> {
            if (isRunAllowed() && !watch.isShutdown()) {
                watch.schedule(this::lookAgain, SECONDS_BETWEEN_LOOKS, TimeUnit.SECONDS);
            }
        });
    }

    /** Completes when the choice is made anew. */
    CompletableFuture<ModelInUse> look() {
        return probe.best().handle((best, error) -> use(error == null ? best : null));
    }

    /** @param best null when no server answered */
    private synchronized ModelInUse use(Optional<String> best) {
        missed = best == null ? missed + 1 : 0;
        if (best == null && current.kind() == Kind.OLLAMA && missed <= MOST_MISSED) {
            return current;
        }
        var next = best == null
                ? new ModelInUse(Kind.EXTRACTIVE, "passages", HINT)
                : best.map(name -> new ModelInUse(Kind.OLLAMA, name, null))
                        .orElseGet(() -> new ModelInUse(Kind.EXTRACTIVE, "passages", NO_TOOLS_HINT));
        if (!next.equals(current)) {
            LOG.info("{}", next.hint() == null ? "The model is " + next.name() + "." : next.hint());
            current = next;
        }
        return next;
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        var model = current;
        if (model.kind() == Kind.EXTRACTIVE) {
            return extract(exchange, callback);
        }
        var given = exchange.getMessage().getHeader(OllamaProbe.MODEL);
        chat.send(exchange, exchange.getMessage().getBody(), copy -> {
                    if (model.kind() == Kind.OLLAMA) {
                        copy.getMessage().setHeader(OllamaProbe.MODEL, model.name());
                    }
                })
                .whenComplete((answered, error) -> {
                    if (error != null) {
                        exchange.setException(error);
                    } else {
                        exchange.setMessage(answered.getMessage());
                        // The next step may ask Ollama for another model.
                        restore(exchange, given);
                    }
                    callback.done(false);
                });
        return false;
    }

    private static void restore(Exchange exchange, Object model) {
        if (model == null) {
            exchange.getMessage().removeHeader(OllamaProbe.MODEL);
        } else {
            exchange.getMessage().setHeader(OllamaProbe.MODEL, model);
        }
    }

    private boolean extract(Exchange exchange, AsyncCallback callback) {
        try {
            var body = exchange.getMessage().getBody();
            var request = body instanceof ChatRequest given
                    ? given
                    : ChatRequest.user(exchange.getMessage().getMandatoryBody(String.class));
            exchange.getMessage().setBody(extractive.answer(request, current.hint()));
        } catch (Exception e) {
            exchange.setException(e);
        }
        callback.done(true);
        return true;
    }
}
