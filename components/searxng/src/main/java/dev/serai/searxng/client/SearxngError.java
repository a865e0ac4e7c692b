package dev.serai.searxng.client;

import dev.serai.support.error.ErrorCode;

/** What can go wrong between a route and SearXNG. ERRORS.md explains each to its reader. */
public enum SearxngError implements ErrorCode {
    UNKNOWN_OPERATION("001", "Use one of search, autocomplete, config, health, read."),
    NO_QUERY("002", "Send the question as the body, in the header CamelSearxngQuery or in the option q."),
    BAD_OPTION("003", "Correct the option or the header of that name."),
    BAD_URL("004", "Send an http or https address, or a list of them, as the body or in the header CamelSearxngUrl."),

    REFUSED("101", "Start SearXNG, or set baseUrl to where it listens."),
    UNKNOWN_HOST("102", "Correct the host in baseUrl or hosts."),
    CONNECT_TIMEOUT("103", "Check that the machine is on and reachable, or raise connectTimeout."),
    NO_ANSWER("104", "Raise timeout, or make the engines give up earlier with timeLimit."),
    BROKE("105", "Send the question again; if it repeats, look into the log of SearXNG."),
    TOO_LARGE("106", "Ask for fewer engines, or raise maxResponseSize."),
    EGRESS("107", "Add the host to serai.egress.allow if questions may go there."),
    FORMAT_DISABLED("108", "Add the format to search.formats in the instance's settings.yml and restart it."),
    NOT_SEARXNG(
            "109",
            "Set baseUrl to the root of SearXNG, with its path if it has one, and to no proxy, login page or web site before it."),
    LIMITED("110", "Name this machine's network in pass_ip of the instance's limiter.toml, or ask less often."),
    UNRESPONSIVE(
            "111",
            "Ask other engines, wait until a suspended engine is free again, or set onUnresponsive=warn to go on with the empty list."),
    UNKNOWN_NAME("112", "Correct the name; searxng:config lists what the instance has."),
    REJECTED("113", "Correct the option or the header that the server names."),
    EXTERNAL_BANG("114", "Take the bang (such as !!g) out of the question."),
    REDIRECTED("115", "Set baseUrl to where the server really is."),
    UNAUTHORIZED("116", "Set username and password, or httpHeader.* to what the proxy before SearXNG wants."),
    SERVER_FAILED("117", "Look into the log of SearXNG."),
    BAD_ANSWER("118", "Check that baseUrl leads to SearXNG itself; if it does, look into its log."),
    NO_INSTANCE("119", "Start one of the servers in hosts, or correct the list."),
    CANCELLED("120", "Nothing: the context is being stopped, or the caller gave up.");

    private final String number;
    private final String remedy;

    SearxngError(String number, String remedy) {
        this.number = number;
        this.remedy = remedy;
    }

    @Override
    public String id() {
        return "SEARXNG-" + number;
    }

    @Override
    public String remedy() {
        return remedy;
    }

    @Override
    public boolean retryable() {
        return switch (this) {
            case REFUSED, CONNECT_TIMEOUT, NO_ANSWER, BROKE, LIMITED, UNRESPONSIVE, SERVER_FAILED, NO_INSTANCE -> true;
            default -> false;
        };
    }

    /** Whether another instance may do better; a wrong question fails everywhere. */
    boolean mayGoElsewhere() {
        return retryable() || this == UNKNOWN_HOST || this == UNKNOWN_NAME || this == FORMAT_DISABLED;
    }
}
