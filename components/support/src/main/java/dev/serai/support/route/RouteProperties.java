package dev.serai.support.route;

/** Properties of exchanges that several parts of Serai know. */
public final class RouteProperties {

    /** Names the run that an exchange belongs to, also behind a question that it was parked at. */
    public static final String RUN_ID = "CamelSeraiRunId";

    private RouteProperties() {}
}
