package dev.serai.openai;

import dev.serai.support.error.ErrorCode;

/** What can go wrong between a client and a model. ERRORS.md explains each to its reader. */
public enum GatewayError implements ErrorCode {
    BAD_OPTION("001", 500, "Correct the option of that name."),
    MODEL_EXISTS("002", 500, "Give one of the two models another name."),
    NO_SERVER("003", 500, "Add camel-platform-http-vertx and start its server, or set server=servlet."),

    BAD_REQUEST("101", 400, "Correct the request; the API reference of OpenAI describes it."),
    NOT_SUPPORTED("102", 400, "Leave it out; the README lists what the gateway takes."),
    BAD_KEY("103", 401, "Send one of the keys of the option keys as 'Authorization: Bearer <key>'."),
    BAD_ORIGIN("104", 403, "Name the page's origin in the option allowedOrigins."),
    UNKNOWN_MODEL("105", 404, "Ask GET /models for the names."),
    UNKNOWN_PATH("106", 404, "The README lists what of the API is here."),
    BAD_METHOD("107", 405, "Use the method that the header Allow names."),
    TOO_LARGE("108", 413, "Send less, or raise maxRequestSize."),
    BAD_TYPE("109", 415, "Send the body as application/json."),
    BUSY("110", 503, "Try again later, or raise maxRequests."),
    ROUTE_FAILED("111", 500, "Look into the server's log."),
    TIMED_OUT("112", 504, "Raise timeout, or look at what the route waits for."),
    BAD_ANSWER("113", 500, "Let the route end with what the README says.");

    private final String number;
    private final int status;
    private final String remedy;

    GatewayError(String number, int status, String remedy) {
        this.number = number;
        this.status = status;
        this.remedy = remedy;
    }

    @Override
    public String id() {
        return "GATEWAY-" + number;
    }

    @Override
    public String remedy() {
        return remedy;
    }

    @Override
    public boolean retryable() {
        return this == BUSY;
    }

    /** The HTTP status that a client gets. */
    public int status() {
        return status;
    }
}
