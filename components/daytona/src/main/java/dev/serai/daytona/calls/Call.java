package dev.serai.daytona.calls;

import dev.serai.daytona.client.Family;
import java.util.List;

/**
 * An operation that is one request.
 *
 * @param path with the names of arguments in braces
 * @param slow whether its time is that of a command rather than of a question
 * @param repeatable whether it does no harm twice although it writes
 */
record Call(
        String operation,
        Scope scope,
        Family family,
        String method,
        String path,
        boolean slow,
        boolean repeatable,
        List<Argument> arguments) {

    /** Whom a call is made to. */
    enum Scope {
        /** The service, about nothing that exists only for an exchange. */
        SERVICE,
        /** The service, about a sandbox that has to be named. */
        NAMED,
        /** The service, about the sandbox that the exchange works in. */
        CURRENT,
        /** The inside of the sandbox that the exchange works in. */
        INSIDE
    }

    Call slowly() {
        return new Call(operation, scope, family, method, path, true, repeatable, arguments);
    }
}
