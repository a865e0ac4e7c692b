package dev.serai.runtime.access.oidc;

import dev.serai.runtime.RuntimeError;
import dev.serai.runtime.SeraiRuntimeException;
import dev.serai.runtime.access.Caller;
import dev.serai.runtime.config.Settings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets in people for whom an issuer of OpenID Connect vouches. Nothing in here makes a thread wait. */
public final class Oidc implements AutoCloseable {

    public static final String CALLBACK = "/login/oidc/callback";

    private static final Logger LOG = LoggerFactory.getLogger(Oidc.class);

    private final OidcSettings settings;
    private final Issuer issuer;
    private final TokenCheck check;

    private Oidc(OidcSettings settings, Clock clock) {
        this.settings = settings;
        this.issuer = new Issuer(settings, clock);
        this.check = new TokenCheck(settings.issuer().toString(), clock);
    }

    /** Null where no issuer is set, or nobody is asked for a login. */
    public static Oidc of(Settings settings, Clock clock) {
        var set = OidcSettings.of(settings);
        return set == null || !settings.isPublic() ? null : new Oidc(set, clock);
    }

    /** How people know the issuer. */
    public String name() {
        return settings.issuer().getHost();
    }

    /** As its answers name it. */
    public String issuer() {
        return settings.issuer().toString();
    }

    /** Where a browser logs in. */
    public CompletableFuture<URI> begin(LoginTry attempt) {
        return issuer.metadata().thenApply(known -> {
            var query = new LinkedHashMap<String, String>();
            query.put("response_type", "code");
            query.put("client_id", settings.clientId());
            query.put("redirect_uri", settings.redirect().toString());
            query.put("scope", settings.scope());
            query.put("state", attempt.state());
            query.put("nonce", attempt.nonce());
            query.put("code_challenge", challenge(attempt.verifier()));
            query.put("code_challenge_method", "S256");
            var address = known.authorization();
            return URI.create(address + (address.getRawQuery() == null ? "?" : "&") + Forms.of(query));
        });
    }

    private static String challenge(String verifier) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Who has come back from the issuer with this code. */
    public CompletableFuture<Caller> finish(LoginTry attempt, String code) {
        return issuer.metadata()
                .thenCompose(known -> issuer.redeem(known, code, attempt.verifier()))
                .thenCompose(this::believed)
                .thenApply(token -> admitted(check.login(token.claims(), settings.clientId(), attempt.nonce())));
    }

    /** Whether what the API was sent is a token of an issuer, so that it is nothing else. */
    public boolean takes(String bearer) {
        return settings.audience() != null && Jwt.isLike(bearer);
    }

    /** Whom a token stands for. */
    public CompletableFuture<Caller> caller(String bearer) {
        return believed(bearer).thenApply(token -> admitted(check.bearer(token.claims(), settings.audience())));
    }

    private CompletableFuture<Jwt> believed(String text) {
        return CompletableFuture.completedFuture(text)
                .thenApply(Jwt::parse)
                .thenCompose(token -> issuer.keysFor(token).thenApply(keys -> {
                    if (!keys.know(token)) {
                        throw Jwt.refused("the issuer has no such key");
                    }
                    if (!keys.verify(token)) {
                        throw Jwt.refused("the token's signature is not right");
                    }
                    return token;
                }));
    }

    private Caller admitted(Identity identity) {
        if (!settings.allowed().allows(identity)) {
            LOG.info("{} is known to the issuer, and not in SERAI_OIDC_ALLOWED", identity.name());
            throw new SeraiRuntimeException(
                    RuntimeError.NOT_ALLOWED, "the issuer knows " + identity.name() + ", who may not enter here");
        }
        return new Caller(identity.name(), false);
    }

    @Override
    public void close() {
        issuer.close();
    }
}
