package dev.serai.daytona.client;

import dev.serai.support.error.ErrorCode;

/** What can go wrong with every operation. ERRORS.md explains each to its reader. */
public enum DaytonaError implements ErrorCode {
    UNKNOWN_OPERATION("001", "Use one of the operations in the component's README."),
    NO_SANDBOX("002", "Set sandbox to a sandbox's id or name, or to auto."),
    BAD_OPTION("003", "Correct the option or the header of that name."),
    BAD_BODY("004", "Send what the operation's section in the README names."),
    NO_KEY("005", "Set apiKey, at best once for the component: camel.component.daytona.api-key."),
    MISSING_ARGUMENT("006", "Give it as an option, as a header, or in a map that is the body."),

    REFUSED("101", "Start the server, or set url to where it listens."),
    UNKNOWN_HOST("102", "Correct the host in url."),
    CONNECT_TIMEOUT("103", "Check that the machine is on and reachable, or raise connectTimeout."),
    NO_ANSWER("104", "Raise requestTimeout, or ask for less at once."),
    STALLED("105", "Raise idleTimeout, or try again."),
    TOOK_TOO_LONG("106", "Raise totalTimeout, or ask for less at once."),
    BROKE("107", "Send the request again if it only reads; otherwise look first whether it was carried out."),
    TOO_LARGE("108", "Raise maxResponseSize, or ask for less at once."),
    EGRESS("109", "Add the host to serai.egress.allow if data may go there."),
    CANCELLED("110", "Nothing: the caller gave up."),
    NOT_DAYTONA("111", "Check that url is the API of a Daytona and no web site or login page before it."),
    KEY_REFUSED("112", "Set apiKey to a key of your organization."),
    FORBIDDEN("113", "Give the key the permission that the operation needs."),
    BUSY("114", "Send less at once, or try again later."),
    SERVER_FAILED("115", "Try again later; if it lasts, ask the service."),
    REJECTED("116", "Correct the request as the server says."),
    NOT_DONE("117", "Use a server, or a sandbox with a newer image, that has this operation.");

    private final String number;
    private final String remedy;

    DaytonaError(String number, String remedy) {
        this.number = number;
        this.remedy = remedy;
    }

    @Override
    public String id() {
        return "DAYTONA-" + number;
    }

    @Override
    public String remedy() {
        return remedy;
    }

    /** A write may have been carried out unless nothing of it was sent. */
    @Override
    public boolean retryable() {
        return this == REFUSED || this == CONNECT_TIMEOUT;
    }

    @Override
    public boolean retryableRead() {
        return switch (this) {
            case REFUSED, CONNECT_TIMEOUT, NO_ANSWER, STALLED, BROKE, BUSY, SERVER_FAILED -> true;
            default -> false;
        };
    }
}
