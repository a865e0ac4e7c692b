package dev.serai.support.route;

import dev.serai.support.error.ErrorCode;

/** What can go wrong when an exchange is kept and gone on with. ERRORS.md explains each to its reader. */
public enum RouteError implements ErrorCode {
    NO_NODE("001", "Load the route as it was, or begin anew from the start of the route."),
    NOT_CONTINUABLE("002", "Move the step out of that block, into a route of its own."),
    ROUTE_STOPPED("003", "Start the route, then go on."),

    NOT_KEPT("101", "Turn it into text, bytes, a map or a list before this step, for example with marshal."),
    TOO_LARGE("102", "Keep large data in a file or a store before this step, and only its name in the message."),
    BAD_TEXT("103", "Begin anew from the start of the route; what was kept was not written by this version.");

    private final String number;
    private final String remedy;

    RouteError(String number, String remedy) {
        this.number = number;
        this.remedy = remedy;
    }

    @Override
    public String id() {
        return "ROUTE-" + number;
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
