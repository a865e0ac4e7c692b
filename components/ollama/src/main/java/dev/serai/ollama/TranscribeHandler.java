package dev.serai.ollama;

import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.OllamaException;
import dev.serai.ollama.client.TranscribeCall;
import dev.serai.support.http.HttpBody;
import dev.serai.support.json.Json;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.WrappedFile;

/** Writes recordings down. Files are streamed, not read into memory. */
final class TranscribeHandler implements OperationHandler {

    private final OllamaConfiguration configuration;
    private final ModelAccess access;

    TranscribeHandler(OllamaEndpoint endpoint, ModelAccess access) {
        this.configuration = endpoint.getConfiguration();
        this.access = access;
    }

    @Override
    public CompletableFuture<?> handle(Exchange exchange) {
        var message = exchange.getMessage();
        var model = access.model(exchange);
        var body = message.getBody() instanceof WrappedFile<?> wrapped && wrapped.getFile() instanceof File file
                ? file
                : message.getBody();
        var fields = new HashMap<String, String>();
        put(fields, "language", message.getHeader(OllamaConstants.LANGUAGE, configuration.getLanguage(), String.class));
        put(fields, "prompt", message.getHeader(OllamaConstants.PROMPT, configuration.getPrompt(), String.class));
        var temperature = message.getHeader(OllamaConstants.TEMPERATURE, configuration.getTemperature(), String.class);
        put(fields, "temperature", temperature);
        var call = new TranscribeCall(model, fileName(exchange, body), audio(exchange, body), fields);
        return access.call(model, node -> {
                    Replies.node(message, node);
                    return node.server().transcribe(call);
                })
                .thenAccept(answer -> {
                    message.setHeader(OllamaConstants.TRANSCRIPT, Json.map(answer));
                    message.setBody(answer.path("text").asText("").strip());
                });
    }

    private static void put(HashMap<String, String> fields, String name, String value) {
        if (value != null && !value.isBlank()) {
            fields.put(name, value);
        }
    }

    private static String fileName(Exchange exchange, Object body) {
        var name = exchange.getMessage().getHeader(OllamaConstants.FILE_NAME, String.class);
        if (name == null) {
            name = exchange.getMessage().getHeader(Exchange.FILE_NAME_ONLY, String.class);
        }
        if (name != null) {
            return name;
        }
        return body instanceof File file
                ? file.getName()
                : body instanceof Path path ? path.getFileName().toString() : "audio.wav";
    }

    private static HttpBody audio(Exchange exchange, Object body) {
        if (body instanceof File file) {
            return HttpBody.file(file.toPath());
        }
        if (body instanceof Path path) {
            return HttpBody.file(path);
        }
        if (body instanceof InputStream stream) {
            return HttpBody.stream(stream, -1);
        }
        var bytes = exchange.getMessage().getBody(byte[].class);
        if (bytes == null || bytes.length == 0) {
            throw new OllamaException(
                    OllamaError.BAD_BODY,
                    "the body holds no recording",
                    "Send a file, bytes or a stream of audio.",
                    null);
        }
        return HttpBody.bytes(bytes);
    }
}
