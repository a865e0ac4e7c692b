package dev.serai.runtime.access.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.runtime.RuntimeError;
import dev.serai.runtime.SeraiRuntimeException;
import dev.serai.runtime.config.Egress;
import dev.serai.support.error.Failures;
import dev.serai.support.http.HttpBody;
import dev.serai.support.http.HttpCall;
import dev.serai.support.http.HttpFault;
import dev.serai.support.http.HttpLimits;
import dev.serai.support.http.HttpPort;
import dev.serai.support.http.HttpReply;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the issuer. What it gets wrong is told in the log, since strangers need not know it. */
final class Issuer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Issuer.class);
    private static final HttpLimits LIMITS = new HttpLimits(
            Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofSeconds(15), 512 << 10);
    private static final long METADATA_FRESH_MILLIS = 24 * 3600_000L;
    private static final long KEYS_FRESH_MILLIS = 3600_000L;

    private final OidcSettings settings;
    private final HttpPort port;
    private final Remembered<Metadata> metadata;
    private final Remembered<Keys> keys;

    Issuer(OidcSettings settings, Clock clock) {
        this.settings = settings;
        port = HttpPort.builder()
                .threads(2)
                .egress(Egress.with(settings.egress(), settings.issuer()))
                .build();
        metadata = new Remembered<>(this::askMetadata, METADATA_FRESH_MILLIS, clock);
        keys = new Remembered<>(this::askKeys, KEYS_FRESH_MILLIS, clock);
    }

    CompletableFuture<Metadata> metadata() {
        return metadata.get();
    }

    /** With the key of this token, where the issuer has one: a key that is not known yet may be new. */
    CompletableFuture<Keys> keysFor(Jwt token) {
        return keys.get()
                .thenCompose(known -> known.know(token) ? CompletableFuture.completedFuture(known) : keys.again());
    }

    private CompletableFuture<Metadata> askMetadata() {
        var address = settings.issuer().toString().replaceAll("/$", "") + "/.well-known/openid-configuration";
        return get(URI.create(address), said -> Metadata.of(said, settings.issuer()));
    }

    private CompletableFuture<Keys> askKeys() {
        return metadata.get()
                .thenCompose(known -> get(known.keys(), said -> {
                    var read = Keys.of(said);
                    if (read.areEmpty()) {
                        throw new IllegalArgumentException("it has no key for RS256 or ES256");
                    }
                    return read;
                }));
    }

    private <T> CompletableFuture<T> get(URI address, Function<JsonNode, T> reader) {
        return port.send(HttpCall.get(address)
                        .header("Accept", "application/json")
                        .limits(LIMITS)
                        .build())
                .handle((reply, failure) -> {
                    if (failure != null) {
                        throw away(failure);
                    }
                    if (reply.status() != 200) {
                        throw away("it answers with the status " + reply.status() + " at " + address.getPath());
                    }
                    try {
                        return reader.apply(json(reply));
                    } catch (IllegalArgumentException e) {
                        throw away(e.getMessage());
                    }
                });
    }

    /** The token that says who has logged in. */
    CompletableFuture<String> redeem(Metadata known, String code, String verifier) {
        var form = new LinkedHashMap<String, String>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", settings.redirect().toString());
        form.put("code_verifier", verifier);
        var secret = settings.clientSecret();
        var inHeader = secret != null && !known.secretInBody();
        if (!inHeader) {
            form.put("client_id", settings.clientId());
        }
        if (secret != null && !inHeader) {
            form.put("client_secret", secret);
        }
        var call = HttpCall.post(known.token(), HttpBody.bytes(Forms.of(form).getBytes(StandardCharsets.US_ASCII)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .limits(LIMITS);
        if (inHeader) {
            call.header("Authorization", basic(settings.clientId(), secret));
        }
        return port.send(call.build()).handle((reply, failure) -> {
            if (failure != null) {
                throw away(failure);
            }
            return idToken(reply);
        });
    }

    private String idToken(HttpReply reply) {
        if (reply.status() >= 500) {
            throw away("it answers with the status " + reply.status() + " to a login");
        }
        JsonNode said;
        try {
            said = json(reply);
        } catch (IllegalArgumentException e) {
            throw away(e.getMessage());
        }
        if (reply.status() != 200) {
            var error = said.path("error").asText();
            var shown = error.matches("[a-z_]{1,60}") ? error : "status " + reply.status();
            // A wrong secret looks like this, which whoever runs the runtime must learn.
            LOG.warn("The issuer {} has refused a login: {}", settings.issuer(), shown);
            throw Jwt.refused("the issuer has refused the login (" + shown + ")");
        }
        return said.path("id_token").asText();
    }

    private static JsonNode json(HttpReply reply) {
        try {
            var said = Json.read(reply.body());
            if (said != null && said.isObject()) {
                return said;
            }
        } catch (IOException e) {
            // told below, without what was sent
        }
        throw new IllegalArgumentException("its answer is no JSON object");
    }

    /** The client's name and secret may have any signs, and are written as in a form first. */
    private static String basic(String client, String secret) {
        var pair = Forms.encoded(client) + ":" + Forms.encoded(secret);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }

    private SeraiRuntimeException away(Throwable failure) {
        var cause = Failures.unwrap(failure);
        if (cause instanceof SeraiRuntimeException known) {
            return known;
        }
        return away(
                cause instanceof HttpFault fault
                        ? fault.about("it")
                        : cause.getClass().getSimpleName());
    }

    private SeraiRuntimeException away(String why) {
        LOG.warn("The issuer {} cannot be used: {}", settings.issuer(), why);
        return new SeraiRuntimeException(RuntimeError.ISSUER_AWAY, "the issuer of logins cannot be asked");
    }

    @Override
    public void close() {
        port.close();
    }
}
