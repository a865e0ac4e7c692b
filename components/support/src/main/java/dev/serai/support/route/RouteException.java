package dev.serai.support.route;

import dev.serai.support.error.SeraiException;

/** An exchange cannot be kept, or cannot be gone on with. */
public final class RouteException extends SeraiException {

    private static final long serialVersionUID = 1L;

    public RouteException(RouteError code, String fact) {
        super(code, fact);
    }

    public RouteException(RouteError code, String fact, Throwable cause) {
        super(code, fact, cause);
    }

    public RouteException(RouteError code, String fact, String remedy) {
        super(code, fact, remedy, null);
    }
}
