package dev.serai.ollama;

import dev.serai.support.camel.HttpProducer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;

/** Hands an exchange to the operation's handler and goes on when the server has answered. */
public class OllamaProducer extends HttpProducer {

    private ModelAccess access;
    private OperationHandler handler;

    public OllamaProducer(OllamaEndpoint endpoint) {
        super(endpoint);
    }

    @Override
    public OllamaEndpoint getEndpoint() {
        return (OllamaEndpoint) super.getEndpoint();
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        access = new ModelAccess(getEndpoint());
        handler = OperationHandler.of(getEndpoint(), access);
        handler.start();
        watchHealth(this::askServers, "no model server answers");
    }

    private Map<String, CompletableFuture<?>> askServers() {
        var questions = new LinkedHashMap<String, CompletableFuture<?>>();
        access.nodes().forEach(node -> questions.put(node.name(), node.server().models()));
        return questions;
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        if (handler != null) {
            handler.close();
        }
        if (access != null) {
            access.close();
        }
    }

    @Override
    protected CompletionStage<?> handle(Exchange exchange) throws Exception {
        return handler.handle(exchange);
    }
}
