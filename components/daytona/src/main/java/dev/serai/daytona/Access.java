package dev.serai.daytona;

import dev.serai.daytona.calls.Calls;
import dev.serai.daytona.client.DaytonaError;
import dev.serai.daytona.client.DaytonaException;
import dev.serai.daytona.client.Gateway;
import dev.serai.daytona.client.SandboxApi;
import dev.serai.daytona.client.SandboxError;
import dev.serai.daytona.client.Toolbox;
import dev.serai.daytona.client.Toolboxes;
import dev.serai.daytona.lease.Leases;
import dev.serai.daytona.sandbox.SandboxWish;
import dev.serai.support.error.Failures;
import dev.serai.support.http.BaseAddress;
import dev.serai.support.http.HttpLimits;
import dev.serai.support.http.Redaction;
import dev.serai.support.http.RetryPolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.camel.Exchange;

/** An endpoint's way to the service, and into the sandbox that is meant. */
public final class Access {

    /** A sandbox of one's own for an exchange or a session. */
    public static final String AUTO = "auto";

    /** From this one on a session's output tells stdout from stderr. */
    private static final String PROTOCOL = "0.190.0";

    private final DaytonaEndpoint endpoint;
    private final Gateway gateway;
    private final SandboxApi sandboxes;
    private final Toolboxes toolboxes;
    private final Map<String, Object> arguments;
    private final Leases leases;
    private final String sandbox;
    private final SandboxScope scope;
    private final Duration idle;
    private final Duration waitLimit;
    private final long timeout;

    public Access(DaytonaEndpoint endpoint) {
        this.endpoint = endpoint;
        var configuration = endpoint.getConfiguration();
        if (configuration.getApiKey() == null || configuration.getApiKey().isBlank()) {
            throw new DaytonaException(DaytonaError.NO_KEY, "apiKey is not set");
        }
        if (configuration.getRetries() < 0) {
            throw Arguments.bad("retries is " + configuration.getRetries() + ", but at least 0 is needed");
        }
        var headers = headers(configuration);
        gateway = new Gateway(
                endpoint.getComponent().port(),
                BaseAddress.of("url", configuration.getUrl(), Arguments::bad),
                headers,
                Redaction.secrets(headers),
                limits(configuration),
                RetryPolicy.attempts(configuration.getRetries() + 1),
                endpoint.getComponent().farewells());
        try {
            gateway.api("GET", "/sandbox").build();
        } catch (IllegalArgumentException e) {
            // The port names the header, never its value.
            throw Arguments.bad("httpHeader: " + e.getMessage());
        }
        var options = endpoint.getSandboxOptions();
        sandbox = options.getSandbox();
        scope = options.getSandboxScope();
        idle = Duration.ofMillis(options.getSandboxIdle());
        waitLimit = Duration.ofMillis(options.getWaitTimeout());
        timeout = endpoint.getProcessOptions().getTimeout();
        sandboxes = new SandboxApi(gateway);
        toolboxes = new Toolboxes(gateway, sandboxes, waitLimit);
        arguments = Map.copyOf(endpoint.arguments());
        leases = endpoint.getComponent().leases().of(configuration, endpoint.getCamelContext(), sandboxes, gateway);
        if (mayLease()) {
            leases.sweep();
        }
    }

    private boolean mayLease() {
        return AUTO.equals(sandbox) && OperationHandler.worksInside(endpoint.getOperation());
    }

    public Gateway gateway() {
        return gateway;
    }

    public SandboxApi sandboxes() {
        return sandboxes;
    }

    public Duration waitLimit() {
        return waitLimit;
    }

    public Arguments arguments(Exchange exchange) {
        return new Arguments(exchange, arguments);
    }

    /** How long a command, or what takes as long as one, may run. */
    public Duration patience(Arguments arguments) {
        return arguments.duration("timeout", timeout);
    }

    /** The region of what is created; null for the service's own choice. */
    public String target() {
        return endpoint.getConfiguration().getTarget();
    }

    /** A sandbox that has to be named. */
    public String named(Exchange exchange) {
        var name = sandbox(exchange);
        if (name.equals(AUTO)) {
            throw new DaytonaException(
                    DaytonaError.NO_SANDBOX,
                    "daytona:" + endpoint.getOperation() + " is told no sandbox",
                    "Set sandbox, or the header " + DaytonaConstants.SANDBOX + ", to its id or name.",
                    null);
        }
        return name;
    }

    /** The inside of the sandbox that the options name, for what has no exchange. */
    CompletableFuture<Toolbox> standing() {
        return toolboxes.of(sandbox);
    }

    private String sandbox(Exchange exchange) {
        var name = exchange.getMessage().getHeader(DaytonaConstants.SANDBOX, String.class);
        var chosen = name == null || name.isBlank() ? sandbox : name;
        if (chosen == null || chosen.isBlank()) {
            throw new DaytonaException(DaytonaError.NO_SANDBOX, "sandbox is empty");
        }
        return chosen;
    }

    /** Does something in the sandbox that is meant. One that was lost is forgotten, so that a new try gets another. */
    public <T> CompletionStage<T> within(Exchange exchange, Function<Toolbox, ? extends CompletionStage<T>> work) {
        var name = sandbox(exchange);
        var leased = name.equals(AUTO);
        // Taken now: who works in the sandbox may change the message.
        var session = leased ? session(exchange) : null;
        CompletableFuture<Toolbox> toolbox = leased ? leased(exchange, session) : toolboxes.of(name);
        return toolbox.<T>thenCompose(work::apply).whenComplete((answer, error) -> {
            if (error != null && isGone(Failures.unwrap(error))) {
                if (leased) {
                    leases.lost(exchange, session);
                } else {
                    toolboxes.forget(name);
                }
            }
        });
    }

    private static boolean isGone(Throwable error) {
        return error instanceof DaytonaException known
                && (known.code() == SandboxError.LOST || known.code() == SandboxError.NOT_STARTED);
    }

    private CompletableFuture<Toolbox> leased(Exchange exchange, String session) {
        var wish = SandboxWish.of(arguments(exchange).forLease(Calls.arguments(endpoint.getOperation())), target());
        var sandbox = session == null
                ? leases.ofExchange(exchange, wish, waitLimit)
                : leases.ofSession(exchange, session, wish, idle, waitLimit);
        return sandbox.thenCompose(toolboxes::of);
    }

    /** The session whose sandbox is meant; null where it is that of the exchange. */
    private String session(Exchange exchange) {
        if (scope == SandboxScope.EXCHANGE) {
            return null;
        }
        var session = exchange.getMessage().getHeader(DaytonaConstants.LEASE, String.class);
        if (session == null || session.isBlank()) {
            throw new DaytonaException(
                    DaytonaError.MISSING_ARGUMENT,
                    "sandboxScope=session, and no session is named",
                    "Set the header " + DaytonaConstants.LEASE + " to what names the session.",
                    null);
        }
        return session;
    }

    private static Map<String, String> headers(DaytonaConfiguration configuration) {
        var headers = new HashMap<String, String>();
        headers.put("Authorization", "Bearer " + configuration.getApiKey());
        headers.put("X-Daytona-Source", "serai");
        headers.put("X-Daytona-SDK-Version", PROTOCOL);
        if (configuration.getOrganization() != null) {
            headers.put("X-Daytona-Organization-ID", configuration.getOrganization());
        }
        if (configuration.getHttpHeaders() != null) {
            configuration.getHttpHeaders().forEach((name, value) -> headers.put(name, String.valueOf(value)));
        }
        return headers;
    }

    private static HttpLimits limits(DaytonaConfiguration configuration) {
        return new HttpLimits(
                Duration.ofMillis(configuration.getConnectTimeout()),
                Duration.ofMillis(configuration.getRequestTimeout()),
                Duration.ofMillis(configuration.getIdleTimeout()),
                Duration.ofMillis(configuration.getTotalTimeout()),
                configuration.getMaxResponseSize());
    }
}
