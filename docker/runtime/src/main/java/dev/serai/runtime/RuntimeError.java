package dev.serai.runtime;

import dev.serai.support.error.ErrorCode;

/** What keeps the runtime from starting, or makes it refuse a request; ERRORS.md has them all. */
public enum RuntimeError implements ErrorCode {
    BAD_SETTING("RUNTIME-001", "Correct the setting."),
    UNKNOWN_SETTING("RUNTIME-002", "Remove it, or correct its name."),
    UNREADABLE_FILE("RUNTIME-003", "Correct the path, or let the user of the process read the file."),
    NO_CREDENTIALS("RUNTIME-004", "Set SERAI_ADMIN_PASSWORD, SERAI_ADMIN_PASSWORD_FILE or SERAI_OIDC_ISSUER."),
    PORT_TAKEN("RUNTIME-005", "Stop what listens there, or set SERAI_PORT and SERAI_ADDRESS."),
    NOT_READY("RUNTIME-101", "Try again in a moment."),
    FOREIGN_HOST("RUNTIME-102", "Use an address of the runtime, or add the name to SERAI_HOSTS."),
    FOREIGN_ORIGIN("RUNTIME-103", "Send it from a page of the runtime, or add the page's host to SERAI_HOSTS."),
    NO_LOGIN("RUNTIME-104", "Log in at /login, or send the password as Authorization: Basic or Bearer."),
    TOO_MANY_ATTEMPTS("RUNTIME-105", "Wait some minutes, then use the right password."),
    BAD_TOKEN("RUNTIME-106", "Send what serai.webhooks demands of this webhook."),
    TOO_LARGE("RUNTIME-107", "Send less, or raise serai.http.max-request-size."),
    TOO_BUSY("RUNTIME-108", "Try again later, or raise serai.http.max-requests, or -Xmx for large bodies."),
    FAILED("RUNTIME-109", "Look into the log or the run of this request."),
    NO_PAGE("RUNTIME-110", "Correct the address."),
    BAD_REQUEST("RUNTIME-111", "Correct the request; a percent sign in a query is written as %25."),
    LOGIN_REFUSED("RUNTIME-112", "Log in again, or get a new token of the issuer."),
    NOT_ALLOWED("RUNTIME-113", "Let who runs this add you, or a group of yours, to SERAI_OIDC_ALLOWED."),
    ISSUER_AWAY("RUNTIME-114", "Try again in a moment; the log says what is wrong with SERAI_OIDC_ISSUER.");

    private final String id;
    private final String remedy;

    RuntimeError(String id, String remedy) {
        this.id = id;
        this.remedy = remedy;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String remedy() {
        return remedy;
    }

    @Override
    public boolean retryable() {
        return this == NOT_READY || this == TOO_BUSY || this == ISSUER_AWAY;
    }
}
