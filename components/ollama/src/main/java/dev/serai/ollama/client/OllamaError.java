package dev.serai.ollama.client;

import dev.serai.support.error.ErrorCode;

/** What can go wrong between a route and a model server. ERRORS.md explains each to its reader. */
public enum OllamaError implements ErrorCode {
    UNKNOWN_OPERATION("001", "Use one of the operations in the component's README."),
    NO_MODEL(
            "002",
            "Write the model behind the operation, as in ollama:chat/qwen3:4b, or set the header CamelOllamaModel."),
    BAD_OPTION("003", "Correct the option or the header of that name."),
    BAD_BODY("004", "Send a text, a ChatRequest or what the operation's section in the README names."),
    NOT_IN_API("005", "Use the server's own API with api=ollama, or leave the option out."),

    REFUSED("101", "Start the server ('ollama serve'), or set baseUrl to where it listens."),
    UNKNOWN_HOST("102", "Correct the host in baseUrl or hosts."),
    CONNECT_TIMEOUT("103", "Check that the machine is on and reachable, or raise connectTimeout."),
    MODEL_MISSING("104", "Run 'ollama pull' with the model's name, or set pullPolicy=if-missing."),
    CANNOT("105", "Choose a model with that capability; 'ollama show' lists what a model can do."),
    REJECTED("106", "Correct the request as the server says."),
    BUSY("107", "Send less at once (maxInFlight), add a node to hosts, or raise OLLAMA_MAX_QUEUE on the server."),
    SERVER_FAILED("108", "Look into the server's log."),
    STREAM_BROKE("109", "Send the request again; if it repeats, look into the server's log."),
    NOT_JSON("110", "Check that baseUrl is the model server itself and no proxy, login page or web site before it."),
    NO_ANSWER("111", "Raise firstByteTimeout, or load the model beforehand with ollama:load."),
    STALLED("112", "Raise idleTimeout if the model is that slow, or look into the server's log."),
    TOOK_TOO_LONG("113", "Raise totalTimeout, or set numPredict so that the answer ends earlier."),
    TOO_LARGE("114", "Set numPredict so that the answer ends earlier, or raise maxResponseSize."),
    EGRESS("115", "Add the host to serai.egress.allow if data may go there."),
    UNAUTHORIZED("116", "Set apiKey, or allow this client at the server (OLLAMA_ORIGINS for a foreign host name)."),
    PROMPT_TOO_LONG("117", "Raise numCtx, or send less text."),
    PROMPT_CUT("118", "Raise numCtx, send less text, or set onCut=warn to go on with what is left."),
    BAD_FORMAT("119", "Use a model that follows formats better, or a simpler schema."),
    CLOUD_MODEL("120", "Use a local model, or set allowCloud=true if the request may leave the house."),
    NO_NODE("121", "Start one of the servers in hosts, or correct the list."),
    TRANSFER_FAILED("122", "Check the model's name and that the server can reach its registry."),
    BAD_TOOL_CALL("123", "Send the request again, or use a model that calls tools more reliably."),
    NOT_OLLAMA("124", "If the server is llama.cpp, vLLM or another with OpenAI's API, set api=openai."),
    CANCELLED("125", "Nothing: the caller gave up."),
    BAD_IMAGE("126", "Send the picture as PNG or JPEG: bytes, a file or a stream."),
    NOT_DONE("127", "Use a server that has this operation.");

    private final String number;
    private final String remedy;

    OllamaError(String number, String remedy) {
        this.number = number;
        this.remedy = remedy;
    }

    @Override
    public String id() {
        return "OLLAMA-" + number;
    }

    @Override
    public String remedy() {
        return remedy;
    }

    @Override
    public boolean retryable() {
        return switch (this) {
            case REFUSED,
                    CONNECT_TIMEOUT,
                    BUSY,
                    SERVER_FAILED,
                    STREAM_BROKE,
                    NO_ANSWER,
                    STALLED,
                    NO_NODE,
                    BAD_TOOL_CALL -> true;
            default -> false;
        };
    }
}
