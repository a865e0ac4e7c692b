package dev.serai.offline.ollama;

import dev.serai.offline.http.Json;

/** An answer that is an error: a status and the text that the real server gives. */
class OllamaError extends RuntimeException {
    private final int status;

    OllamaError(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    static OllamaError badRequest(String message) {
        return new OllamaError(400, message);
    }

    static OllamaError internal(String message) {
        return new OllamaError(500, message);
    }

    /** What the stand-in does not do, named, so that nobody takes a made-up answer for a real one. */
    static OllamaError notDone(String what) {
        return new OllamaError(501, "the stand-in does not do " + what);
    }

    static OllamaError modelMissing(String name) {
        return new OllamaError(404, "model '" + name + "' not found");
    }

    static OllamaError busy() {
        return new OllamaError(503, "server busy, please try again.  maximum pending requests exceeded");
    }

    /** The runner's errors reach the caller as JSON inside the error string. */
    static OllamaError contextExceeded(int promptTokens, int contextLength) {
        var error = Json.object()
                .put("code", 400)
                .put(
                        "message",
                        "request (" + promptTokens + " tokens) exceeds the available context size (" + contextLength
                                + " tokens), try increasing it")
                .put("type", "exceed_context_size_error")
                .put("n_prompt_tokens", promptTokens)
                .put("n_ctx", contextLength);
        return badRequest(Json.object().set("error", error).toString());
    }

    static OllamaError imagesUnsupported() {
        var error = Json.object()
                .put("code", 500)
                .put(
                        "message",
                        "image input is not supported - hint: if this is unexpected, you may need to provide the mmproj")
                .put("type", "server_error");
        return internal(Json.object().set("error", error).toString());
    }

    String ollamaJson() {
        return Json.object().put("error", getMessage()).toString();
    }

    String openAiJson() {
        return openAiJson(status, getMessage());
    }

    static String openAiJson(int status, String message) {
        var type = status == 400 ? "invalid_request_error" : status == 404 ? "not_found_error" : "api_error";
        var error = Json.object()
                .put("message", message)
                .put("type", type)
                .putNull("param")
                .putNull("code");
        return Json.object().set("error", error).toString();
    }
}
