package dev.serai.daytona.files;

import dev.serai.daytona.Access;
import dev.serai.daytona.OperationHandler;
import dev.serai.daytona.client.SandboxFiles;
import dev.serai.support.http.HttpBody;
import dev.serai.support.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;

/** Writes the body into a file of the sandbox; a map without a path in the options is paths with their contents. */
public final class UploadHandler implements OperationHandler {

    private final Access access;

    public UploadHandler(Access access) {
        this.access = access;
    }

    @Override
    public CompletionStage<?> handle(Exchange exchange) {
        var files = files(exchange);
        return access.within(exchange, toolbox -> SandboxFiles.upload(toolbox, files))
                .thenAccept(answer -> exchange.getMessage()
                        .setBody(
                                answer.path("files").isArray()
                                        ? Json.MAPPER.convertValue(answer.path("files"), Object.class)
                                        : null));
    }

    private Map<String, HttpBody> files(Exchange exchange) {
        var files = new LinkedHashMap<String, HttpBody>();
        var body = exchange.getMessage().getBody();
        var arguments = access.arguments(exchange);
        if (body instanceof Map<?, ?> contents && !contents.containsKey("path") && arguments.text("path") == null) {
            contents.forEach((path, content) -> files.put(String.valueOf(path), Contents.of(exchange, content)));
            if (files.isEmpty()) {
                arguments.required("path");
            }
        } else if (body instanceof Map<?, ?> contents) {
            files.put(arguments.required("path"), Contents.of(exchange, contents.get("content")));
        } else {
            files.put(arguments.required("path"), Contents.of(exchange, body));
        }
        return files;
    }
}
