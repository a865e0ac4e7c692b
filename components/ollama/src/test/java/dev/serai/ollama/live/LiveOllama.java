package dev.serai.ollama.live;

import dev.serai.offline.ollama.OllamaStandIn;
import dev.serai.ollama.client.OllamaApi;
import dev.serai.ollama.client.Transport;
import dev.serai.support.http.HttpBody;
import dev.serai.support.http.HttpLimits;
import dev.serai.support.http.HttpPort;
import dev.serai.support.http.RetryPolicy;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A server to test against, for a static field: the stand-in, or with {@code -Dlive.ollama=URL} a real one. A real one
 * is given two small models that always answer the same, and loses them when the last test has run. It needs no network
 * and no other model; {@code -Dlive.ollama.embedModel=NAME} names one for the tests that embed.
 */
public final class LiveOllama implements BeforeAllCallback, BeforeEachCallback {

    private static final String URL = System.getProperty("live.ollama");
    private static final String CHAT = "serai-scripted-chat";
    private static final String THINK = "serai-scripted-think";
    private static final HttpPort PORT = HttpPort.builder().build();
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(LiveOllama.class);

    private OllamaStandIn standIn;

    public String baseUrl() {
        return URL != null ? URL : running().baseUrl();
    }

    /** The stand-in, for what only that can tell; empty when the server is a real one. */
    public Optional<OllamaStandIn> standIn() {
        return URL != null ? Optional.empty() : Optional.of(running());
    }

    /** A model that chats and calls the tool {@code get_weather}. */
    public String chatModel() {
        return URL != null ? CHAT : "scripted-chat";
    }

    /** A model that thinks before it answers. */
    public String thinkModel() {
        return URL != null ? THINK : "scripted-think";
    }

    /** A model that embeds, if the server has one. */
    public Optional<String> embedModel() {
        return Optional.ofNullable(URL != null ? System.getProperty("live.ollama.embedModel") : "all-minilm");
    }

    public Transport transport() {
        return transport(baseUrl());
    }

    /** The way to any server, for as long as tests run. */
    static Transport transport(String url) {
        return new Transport(PORT, URI.create(url), null, Map.of(), HttpLimits.DEFAULTS, RetryPolicy.NONE);
    }

    public OllamaApi api() {
        return new OllamaApi(transport());
    }

    /** Puts a model file on the server. */
    void upload(String name, byte[] file) {
        upload(api(), name, file);
    }

    private static void upload(OllamaApi api, String name, byte[] file) {
        var digest = ScriptedModel.digest(file);
        if (!api.hasBlob(digest).join()) {
            api.putBlob(digest, HttpBody.bytes(file)).join();
        }
        api.create(name, Map.of("files", Map.of("scripted.gguf", digest)), step -> {})
                .join();
    }

    private OllamaStandIn running() {
        if (standIn == null) {
            throw new IllegalStateException("the stand-in runs only while tests do; is the field annotated?");
        }
        return standIn;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (URL != null) {
            // Classes run beside each other and share the server, so its models stay until the last has ended.
            context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(Uploaded.class);
        } else if (standIn == null) {
            standIn = OllamaStandIn.start();
            context.getStore(NAMESPACE).put(OllamaStandIn.class, standIn);
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (standIn != null) {
            standIn.reset();
        }
    }

    /** The models on the real server. */
    private static final class Uploaded implements AutoCloseable {

        private final OllamaApi api = new OllamaApi(transport(URL));

        @SuppressWarnings("unused") // JUnit calls it
        Uploaded() {
            upload(api, CHAT, ScriptedModel.chat(CHAT).toGguf());
            upload(api, THINK, ScriptedModel.think(THINK).toGguf());
        }

        @Override
        public void close() {
            api.delete(CHAT).join();
            api.delete(THINK).join();
        }
    }
}
