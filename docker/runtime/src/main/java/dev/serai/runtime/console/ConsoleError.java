package dev.serai.runtime.console;

import dev.serai.support.error.ErrorCode;

/** Why the console's API refuses something. ERRORS.md explains each to its reader. */
public enum ConsoleError implements ErrorCode {
    BAD_REQUEST("001", 400, "Correct the request; CONSOLE.md lists what the API takes."),
    NO_CONSOLE_HEADER("002", 403, "Send the header X-Serai-Console: 1 with everything that writes."),
    UNKNOWN_ADDRESS("003", 404, "Check the address; CONSOLE.md lists what the API has."),
    UNKNOWN_ID("004", 404, "It may have been removed meanwhile; load the list anew."),
    TOO_LARGE("005", 413, "Send less; CONSOLE.md has the limits."),
    BAD_TYPE("006", 415, "Send the body as application/json."),
    TOO_MANY("007", 503, "Close other pages of the console, or try again later."),

    FAILED("101", 500, "Look into the runtime's log."),
    BROKEN_OFF("102", 500, "Look at the run to see how far it came, then ask again."),
    STOPPING("103", 503, "Try again when the runtime has started anew.");

    private final String number;
    private final int status;
    private final String remedy;

    ConsoleError(String number, int status, String remedy) {
        this.number = number;
        this.status = status;
        this.remedy = remedy;
    }

    @Override
    public String id() {
        return "CONSOLE-" + number;
    }

    @Override
    public String remedy() {
        return remedy;
    }

    /** The HTTP status that goes with it. */
    public int status() {
        return status;
    }
}
