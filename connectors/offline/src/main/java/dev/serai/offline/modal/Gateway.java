package dev.serai.offline.modal;

import com.google.protobuf.MessageLite;
import dev.serai.modal.proto.AuthTokenGetRequest;
import dev.serai.modal.proto.AuthTokenGetResponse;
import dev.serai.modal.proto.EnvironmentGetOrCreateRequest;
import dev.serai.modal.proto.EnvironmentGetOrCreateResponse;
import dev.serai.modal.proto.EnvironmentMetadata;
import dev.serai.modal.proto.EnvironmentSettings;
import dev.serai.offline.http.Exchange;
import dev.serai.offline.modal.wire.Call;
import dev.serai.offline.modal.wire.Faults;
import dev.serai.offline.modal.wire.Named;
import dev.serai.offline.modal.wire.Refusal;
import dev.serai.offline.modal.wire.Status;
import dev.serai.offline.modal.wire.Table;
import dev.serai.offline.modal.wire.Tokens;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes every request: looks at its keys, lets go wrong what a test wants, and hands it on. */
final class Gateway {
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final String CONTROL = "/modal.client.ModalClient/";
    private static final String ROUTER = "/modal.task_command_router.TaskCommandRouter/";
    private static final String USE = "client";
    private static final String BUILDER_VERSION = "2025.06";

    private final Table control;
    private final Table router;
    private final Map<String, Consumer<Exchange>> files;
    private final Faults faults;
    private final Tokens tokens;
    private final ModalSettings settings;
    private final BiConsumer<Call, MessageLite> seen;

    /**
     * Makes one.
     *
     * @param files what is not gRPC, by the beginning of its path
     * @param seen gets each message that comes in
     */
    Gateway(
            Table control,
            Table router,
            Map<String, Consumer<Exchange>> files,
            Faults faults,
            Tokens tokens,
            ModalSettings settings,
            BiConsumer<Call, MessageLite> seen) {
        this.control = control;
        this.router = router;
        this.files = files;
        this.faults = faults;
        this.tokens = tokens;
        this.settings = settings;
        this.seen = seen;
        control.on(
                "AuthTokenGet",
                AuthTokenGetRequest.parser(),
                question -> AuthTokenGetResponse.newBuilder()
                        .setToken(tokens.issue(USE, settings.tokenId(), settings.tokenLife()))
                        .build());
        control.on("EnvironmentGetOrCreate", EnvironmentGetOrCreateRequest.parser(), Gateway::environment);
    }

    boolean streams(String method, String path) {
        return true;
    }

    void handle(Exchange exchange) {
        if (faults.isUnreachable()) {
            exchange.cut();
            return;
        }
        var path = exchange.path();
        if (path.startsWith(CONTROL)) {
            control.handle(path.substring(CONTROL.length()), exchange, call -> check(exchange, call), seen);
        } else if (path.startsWith(ROUTER)) {
            router.handle(path.substring(ROUTER.length()), exchange, call -> spoil(exchange, call), seen);
        } else {
            files.entrySet().stream()
                    .filter(entry -> path.startsWith(entry.getKey()))
                    .findFirst()
                    .ifPresentOrElse(entry -> entry.getValue().accept(exchange), () -> notDone(exchange));
        }
    }

    void failed(Exchange exchange, RuntimeException failure) {
        LOG.warn("the stand-in failed at {}", exchange.path(), failure);
        if (exchange.started()) {
            exchange.cut();
        } else {
            exchange.send(500, "text/plain", "stand-in: " + failure);
        }
    }

    private void check(Exchange exchange, Call call) {
        if (!settings.tokenId().equals(call.metadata("x-modal-token-id"))
                || !settings.tokenSecret().equals(call.metadata("x-modal-token-secret"))) {
            throw Refusal.of(Status.UNAUTHENTICATED, "Token ID or token secret is not valid");
        }
        if (call.metadata("x-modal-client-type") == null || call.metadata("x-modal-client-version") == null) {
            throw Refusal.precondition("the metadata x-modal-client-type and x-modal-client-version are missing");
        }
        var token = call.metadata("x-modal-auth-token");
        var needed = call.method().startsWith("Attempt");
        if (token == null ? needed : tokens.subject(USE, token) == null) {
            throw Refusal.of(Status.UNAUTHENTICATED, "x-modal-auth-token is missing, not valid or too old");
        }
        spoil(exchange, call);
    }

    private void spoil(Exchange exchange, Call call) {
        if (faults.isToBeLost(call.method())) {
            exchange.loseAnswer();
        }
    }

    private static EnvironmentGetOrCreateResponse environment(EnvironmentGetOrCreateRequest question) {
        return EnvironmentGetOrCreateResponse.newBuilder()
                .setEnvironmentId("en-0000000000000000000000")
                .setMetadata(EnvironmentMetadata.newBuilder()
                        .setName(Named.environment(question.getDeploymentName()))
                        .setSettings(EnvironmentSettings.newBuilder().setImageBuilderVersion(BUILDER_VERSION)))
                .build();
    }

    private static void notDone(Exchange exchange) {
        exchange.send(
                501, "text/plain", "the Modal stand-in does not do this: " + exchange.method() + " " + exchange.path());
    }
}
