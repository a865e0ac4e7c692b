package dev.serai.modal.sandbox;

import dev.serai.modal.Action;
import dev.serai.modal.Inputs;
import dev.serai.modal.ModalConfiguration;
import dev.serai.modal.ModalConstants;
import dev.serai.modal.ModalEndpoint;
import dev.serai.modal.ModalOperation;
import dev.serai.modal.OperationHandler;
import dev.serai.modal.Settings;
import dev.serai.modal.Workspace;
import dev.serai.modal.client.plane.Stages;
import dev.serai.modal.client.sandbox.Sandbox;
import dev.serai.modal.client.sandbox.Sandboxes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;

/** {@code modal:sandbox/app}. */
public final class SandboxHandler implements OperationHandler {

    private static final Duration USUAL = Duration.ofMinutes(10);

    private final Sandboxes sandboxes;
    private final ModalConfiguration options;
    private final String app;
    private final SandboxAccess access;
    private final Duration limit;

    public SandboxHandler(ModalEndpoint endpoint, Workspace workspace) {
        this.options = endpoint.getConfiguration();
        this.app = endpoint.getName() == null ? options.getApp() : endpoint.getName();
        this.sandboxes = workspace.client().sandboxes();
        this.access =
                new SandboxAccess(options, workspace, SandboxWish.leased(options, SandboxWish.PYTHON, Duration.ZERO));
        this.limit = options.patience(USUAL);
    }

    @Override
    public void start() {
        access.start();
    }

    @Override
    public CompletableFuture<?> handle(Exchange exchange) {
        var action = Inputs.header(exchange, ModalConstants.ACTION, String.class, options.getAction());
        return switch (Action.of(ModalOperation.SANDBOX, action)) {
            case CREATE ->
                Stages.map(sandboxes.create(SandboxWish.of(options, app).spec(Map.of())), made -> made(exchange, made));
            case FIND -> Stages.map(sandboxes.find(app, sandboxName()), found -> made(exchange, found));
            case LIST -> Inputs.body(exchange, sandboxes.list(app, Inputs.texts(options.getTags())));
            case TERMINATE -> sandboxes.terminate(access.named(exchange));
            case POLL ->
                Inputs.body(exchange, Stages.map(sandboxes.poll(access.named(exchange)), code -> code.orElse(null)));
            case WAIT ->
                Inputs.body(
                        exchange,
                        Stages.map(sandboxes.await(access.named(exchange), limit), code -> code.orElse(null)));
            case SNAPSHOT -> Inputs.body(exchange, sandboxes.snapshot(access.named(exchange)));
            case READY -> sandboxes.awaitReady(access.named(exchange), limit);
            case CONNECT -> Inputs.body(exchange, sandboxes.connect(access.named(exchange), port()));
            case NETWORK -> sandboxes.setNetwork(access.named(exchange), SandboxWish.network(options));
            case TAGS -> Inputs.body(exchange, sandboxes.tags(access.named(exchange)));
            case TAG -> sandboxes.setTags(access.named(exchange), Inputs.texts(options.getTags()));
            default -> Inputs.body(exchange, access.within(exchange, id -> sandboxes.tunnels(id, limit)));
        };
    }

    private static Sandbox made(Exchange exchange, Sandbox sandbox) {
        exchange.getMessage().setHeader(ModalConstants.SANDBOX, sandbox.id());
        exchange.getMessage().setBody(sandbox);
        return sandbox;
    }

    private int port() {
        if (options.getPort() < 1 || options.getPort() > 65535) {
            throw Settings.bad("connect needs the option port, and " + options.getPort() + " is none");
        }
        return options.getPort();
    }

    private String sandboxName() {
        if (options.getSandboxName() == null) {
            throw Settings.bad("find needs the option sandboxName");
        }
        return options.getSandboxName();
    }
}
