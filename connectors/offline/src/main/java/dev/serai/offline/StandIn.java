package dev.serai.offline;

import dev.serai.offline.http.RequestLog;

/** A server on loopback that takes a service's place. */
public interface StandIn extends AutoCloseable {

    /** Where it listens, without a slash at the end. */
    String baseUrl();

    /** What it received. */
    RequestLog requests();

    /** Hangs up on open exchanges and forgets what tests told it and what it received. */
    void reset();

    @Override
    void close();
}
