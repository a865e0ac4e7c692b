package dev.serai.modal.sandbox;

import dev.serai.modal.Inputs;
import dev.serai.modal.ModalConfiguration;
import dev.serai.modal.ModalConstants;
import dev.serai.modal.Workspace;
import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;
import dev.serai.modal.client.plane.Stages;
import dev.serai.modal.client.sandbox.Sandbox;
import dev.serai.modal.client.sandbox.Sandboxes;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.camel.Exchange;

/** The way into the sandbox that is meant. */
final class SandboxAccess {

    /** One of the exchange's own. */
    private static final String AUTO = "auto";

    private final Sandboxes sandboxes;
    private final Leases leases;
    private final String chosen;
    private final SandboxWish wish;

    SandboxAccess(ModalConfiguration options, Workspace workspace, SandboxWish wish) {
        this.sandboxes = workspace.client().sandboxes();
        this.leases = workspace.leases();
        this.chosen = options.getSandbox();
        this.wish = wish;
    }

    Sandboxes sandboxes() {
        return sandboxes;
    }

    /** What a crash has left behind is ended before the first lease. */
    void start() {
        if (AUTO.equals(chosen)) {
            leases.sweep();
        }
    }

    /** A sandbox that has to be named. */
    String named(Exchange exchange) {
        var name = name(exchange);
        if (AUTO.equals(name)) {
            throw Inputs.input("there is no sandbox, neither in the header " + ModalConstants.SANDBOX
                    + " nor in the option sandbox");
        }
        return name;
    }

    private String name(Exchange exchange) {
        var name = Inputs.header(exchange, ModalConstants.SANDBOX, String.class, chosen);
        if (name == null || name.isBlank()) {
            throw Inputs.input("the name of the sandbox is empty");
        }
        return name.strip();
    }

    /** Does something in the sandbox that is meant. A leased one that was lost is forgotten, so that a new try gets another. */
    <T> CompletableFuture<T> within(Exchange exchange, Function<String, CompletableFuture<T>> work) {
        var name = name(exchange);
        if (!AUTO.equals(name)) {
            return told(name, work.apply(name));
        }
        var leased = Stages.map(leases.of(exchange, wish), Sandbox::id);
        return Stages.recover(Stages.then(leased, id -> told(id, work.apply(id))), error -> {
            if (is(error, ModalError.SANDBOX_ENDED)) {
                leases.lost(exchange);
            }
            return CompletableFuture.failedFuture(error);
        });
    }

    /** What cannot be reached may be over, which only the service knows. */
    private <T> CompletableFuture<T> told(String id, CompletableFuture<T> work) {
        return Stages.recover(work, error -> {
            if (!is(error, ModalError.UNREACHABLE)) {
                return CompletableFuture.failedFuture(error);
            }
            var asked = Stages.recover(
                    sandboxes.poll(id), second -> CompletableFuture.completedFuture(Optional.<Integer>empty()));
            return Stages.then(
                    asked,
                    code -> CompletableFuture.failedFuture(
                            code.isEmpty()
                                    ? error
                                    : new ModalException(
                                            ModalError.SANDBOX_ENDED,
                                            "the sandbox " + id + " has ended with the exit code " + code.get(),
                                            error)));
        });
    }

    private static boolean is(Throwable error, ModalError kind) {
        return error instanceof ModalException known && known.error() == kind;
    }
}
