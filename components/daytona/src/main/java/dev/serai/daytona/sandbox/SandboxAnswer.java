package dev.serai.daytona.sandbox;

import dev.serai.daytona.DaytonaConstants;
import dev.serai.daytona.client.Sandbox;
import dev.serai.support.json.Json;
import org.apache.camel.Exchange;

/** A sandbox as a message. */
final class SandboxAnswer {

    private SandboxAnswer() {}

    static void put(Exchange exchange, Sandbox sandbox) {
        var message = exchange.getMessage();
        message.setBody(Json.map(sandbox.raw()));
        message.setHeader(DaytonaConstants.SANDBOX, sandbox.id());
        message.setHeader(DaytonaConstants.SANDBOX_STATE, sandbox.state());
    }
}
