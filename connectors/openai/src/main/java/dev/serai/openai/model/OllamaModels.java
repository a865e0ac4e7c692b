package dev.serai.openai.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.openai.GatewayConstants;
import dev.serai.openai.GatewayKind;
import dev.serai.support.camel.EndpointCall;
import dev.serai.support.chat.ChatRequest;
import dev.serai.support.json.Json;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The models on the Ollama server that clients may ask without a route. */
public final class OllamaModels implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OllamaModels.class);
    private static final String MODEL = "CamelOllamaModel";
    private static final int LONGEST = 200;

    private final CamelContext context;
    private final Names names;
    private final List<EndpointCall> endpoints = new ArrayList<>();
    private final EndpointCall tags;
    private final EndpointCall chat;
    private final EndpointCall embed;

    public OllamaModels(CamelContext context, String patterns) throws Exception {
        this.context = context;
        names = new Names(patterns);
        try {
            tags = open("ollama:tags");
            // A stranger must not make the server download what he names.
            chat = open("ollama:chat?pullPolicy=never&checkModel=false");
            embed = open("ollama:embed?pullPolicy=never&checkModel=false");
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    private EndpointCall open(String uri) throws Exception {
        var call = new EndpointCall(context, uri);
        endpoints.add(call);
        return call;
    }

    boolean isAllowed(String id) {
        return id.length() <= LONGEST && names.allow(id);
    }

    GatewayModel model(GatewayKind kind, String id) {
        return new Passed(kind, id, 0);
    }

    /** Those of them that are there; none when the server does not answer, since the routes are there all the same. */
    CompletableFuture<List<GatewayModel>> listed() {
        return tags.send(new DefaultExchange(context), null, copy -> {}).handle((copy, error) -> {
            if (error != null) {
                LOG.warn("The models of Ollama cannot be listed: {}", error.getMessage());
                return List.of();
            }
            var listed = new ArrayList<GatewayModel>();
            for (var model : Json.tree(copy.getMessage().getBody())) {
                var id = model.path("name").asText(model.path("id").asText());
                if (isAllowed(id)) {
                    listed.add(new Passed(GatewayKind.MODEL, id, modified(model)));
                }
            }
            return listed;
        });
    }

    private static long modified(JsonNode model) {
        try {
            return OffsetDateTime.parse(model.path("modified_at").asText()).toEpochSecond();
        } catch (DateTimeException e) {
            return model.path("created").asLong();
        }
    }

    @Override
    public void close() {
        endpoints.forEach(EndpointCall::close);
    }

    private final class Passed implements GatewayModel {

        private final GatewayKind kind;
        private final String id;
        private final long since;

        Passed(GatewayKind kind, String id, long since) {
            this.kind = kind;
            this.id = id;
            this.since = since;
        }

        @Override
        public GatewayKind kind() {
            return kind;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public String title() {
            return id;
        }

        @Override
        public String description() {
            return null;
        }

        @Override
        public long since() {
            return since;
        }

        @Override
        public CompletableFuture<Answered> ask(Question question) {
            var endpoint = kind == GatewayKind.MODEL ? chat : embed;
            return endpoint.send(new DefaultExchange(context), question.body(), copy -> prepare(copy, question))
                    .thenApply(copy -> new Answered(
                            copy.getMessage().getBody(),
                            copy.getMessage().getHeader("CamelOllamaPromptTokens", Long.class)));
        }

        private void prepare(Exchange copy, Question question) {
            var message = copy.getMessage();
            message.setHeader(MODEL, id);
            message.setHeader("CamelOllamaDimensions", question.headers().get(GatewayConstants.DIMENSIONS));
            if (question.body() instanceof ChatRequest request && request.format() == null) {
                message.setHeader(ChatRequest.STREAM, true);
            }
        }
    }
}
