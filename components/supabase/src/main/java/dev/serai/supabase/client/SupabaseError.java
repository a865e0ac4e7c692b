package dev.serai.supabase.client;

import dev.serai.support.error.ErrorCode;

/** What can go wrong with every kind of endpoint. ERRORS.md explains each to its reader. */
public enum SupabaseError implements ErrorCode {
    UNKNOWN_KIND("001", "Use one of the kinds in the component's README."),
    NO_NAME("002", "Write the name behind the kind."),
    BAD_OPTION("003", "Correct the option or the header of that name."),
    BAD_BODY("004", "Send what the operation's section in the README names."),
    NO_KEY(
            "005",
            "Set apiKey to the project's anonymous key, at best once for the component: camel.component.supabase.api-key."),
    UNKNOWN_OPERATION("006", "Use one of the operations in the component's README."),
    NEEDS_SERVICE_KEY("007", "Set key=service on the endpoint, and serviceKey on the component."),

    REFUSED("101", "Start the server, or set url to where it listens."),
    UNKNOWN_HOST("102", "Correct the host in url."),
    CONNECT_TIMEOUT("103", "Check that the machine is on and reachable, or raise connectTimeout."),
    NO_ANSWER("104", "Raise requestTimeout, or ask for less at once."),
    STALLED("105", "Raise idleTimeout, or look into the server's log."),
    TOOK_TOO_LONG("106", "Raise totalTimeout, or ask for less at once."),
    BROKE("107", "Send the request again if it only reads; otherwise look first whether it was carried out."),
    TOO_LARGE("108", "Set limit, or raise maxResponseSize."),
    EGRESS("109", "Add the host to serai.egress.allow if data may go there."),
    CANCELLED("110", "Nothing: the caller gave up."),
    NOT_SUPABASE("111", "Check that url is the gateway of a Supabase and no web site or login page before it."),
    KEY_REFUSED("112", "Set apiKey or serviceKey to a key of this project."),
    BUSY("113", "Send less at once, or try again later."),
    SERVER_FAILED("114", "Look into the log of the service."),
    REJECTED("115", "Correct the request as the server says."),
    NOT_DONE("116", "Use a server that has this operation.");

    private final String number;
    private final String remedy;

    SupabaseError(String number, String remedy) {
        this.number = number;
        this.remedy = remedy;
    }

    @Override
    public String id() {
        return "SUPABASE-" + number;
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
