package dev.serai.openai.http;

import dev.serai.openai.GatewayError;
import dev.serai.openai.GatewayException;

/** What of the API is here. */
public enum Operation {
    MODELS("GET", "/models", false),
    MODEL("GET", "/models/", true),
    CHAT("POST", "/chat/completions", false),
    EMBEDDINGS("POST", "/embeddings", false),
    WEBHOOK("POST", "/webhook/", true);

    private final String method;
    private final String path;
    private final boolean named;

    Operation(String method, String path, boolean named) {
        this.method = method;
        this.path = path;
        this.named = named;
    }

    static Operation of(String path) {
        for (var operation : values()) {
            if (operation.named
                    ? path.startsWith(operation.path) && path.length() > operation.path.length()
                    : path.equals(operation.path)) {
                return operation;
            }
        }
        throw new GatewayException(GatewayError.UNKNOWN_PATH, "there is nothing at this address");
    }

    boolean isPost() {
        return method.equals("POST");
    }

    String method() {
        return method;
    }

    /** The model that the path names. */
    String name(String whole) {
        return whole.substring(path.length());
    }
}
