package dev.serai.runtime.access;

import dev.serai.runtime.RuntimeError;
import dev.serai.runtime.access.oidc.LoginTries;
import dev.serai.runtime.access.oidc.LoginTry;
import dev.serai.runtime.access.oidc.Oidc;
import dev.serai.support.error.Failures;
import dev.serai.support.error.SeraiException;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends browsers to the issuer, and opens a session for those that come back. */
final class IssuerPages {

    static final String BEGIN = "/login/oidc";

    private static final Logger LOG = LoggerFactory.getLogger(IssuerPages.class);
    private static final String COOKIE = "serai_login";
    private static final int COOKIE_SECONDS = 600;
    private static final int LONGEST_CODE = 4096;
    private static final long SESSION_MILLIS = 12 * 3600_000L;
    private static final int BAD_REQUEST = 400;
    private static final Map<String, Integer> STATUSES = Map.of(
            RuntimeError.LOGIN_REFUSED.id(), 401,
            RuntimeError.NOT_ALLOWED.id(), 403,
            RuntimeError.ISSUER_AWAY.id(), 503);

    private final Access access;
    private final Oidc oidc;
    private final LoginPage page;
    private final Sessions sessions;
    private final LoginTries tries;
    private final Clock clock;

    IssuerPages(Access access, Oidc oidc, LoginPage page, Sessions sessions, Clock clock) {
        this.access = access;
        this.oidc = oidc;
        this.page = page;
        this.sessions = sessions;
        this.tries = new LoginTries(clock);
        this.clock = clock;
    }

    void addTo(Router router) {
        router.get(BEGIN).handler(this::begin);
        router.get(Oidc.CALLBACK).handler(this::finish);
    }

    /** The status by which a failure is told; 500 for what nobody foresaw. */
    static int status(Throwable failure) {
        return failure instanceof SeraiException known ? STATUSES.getOrDefault(known.getId(), 500) : 500;
    }

    private void begin(RoutingContext request) {
        var attempt = tries.begin();
        var loop = request.vertx().getOrCreateContext();
        oidc.begin(attempt)
                .whenComplete((address, failure) -> loop.runOnContext(nothing -> {
                    if (failure == null) {
                        go(request.response().addCookie(cookie(attempt.cookie(), COOKIE_SECONDS)), address.toString());
                    } else {
                        fail(request, Failures.unwrap(failure));
                    }
                }));
    }

    private void finish(RoutingContext request) {
        var attempt = attempt(request);
        var code = request.request().getParam("code");
        var error = request.request().getParam("error");
        var issuer = request.request().getParam("iss");
        if (access.isLocked(request)) {
            // Each code is asked about at the issuer, in the name of this client.
            access.tooMany(request);
        } else if (attempt == null) {
            page.show(request, BAD_REQUEST, "This login took too long, or began in another browser. Try again.");
        } else if (issuer != null && !issuer.equals(oidc.issuer())) {
            page.show(request, BAD_REQUEST, "Another issuer has answered. Try again.");
        } else if (error != null) {
            var shown = error.matches("[a-z_]{1,60}") ? " (" + error + ")" : "";
            page.show(request, 401, "The issuer has not let you in" + shown + ".");
        } else if (code == null || code.isEmpty() || code.length() > LONGEST_CODE) {
            page.show(request, BAD_REQUEST, "The issuer's answer has no code. Try again.");
        } else {
            redeem(request, attempt, code);
        }
    }

    /** Only the browser that began a login may end it: else a stranger could log others in as himself. */
    private LoginTry attempt(RoutingContext request) {
        var cookie = request.request().getCookie(cookieName());
        var attempt = tries.find(cookie == null ? null : cookie.getValue());
        return attempt != null && Passwords.same(request.request().getParam("state"), attempt.state()) ? attempt : null;
    }

    private void redeem(RoutingContext request, LoginTry attempt, String code) {
        var loop = request.vertx().getOrCreateContext();
        oidc.finish(attempt, code)
                .whenComplete((caller, failure) -> loop.runOnContext(nothing -> {
                    request.response().addCookie(cookie("", 0));
                    if (failure == null) {
                        var token = sessions.open(caller, clock.millis() + SESSION_MILLIS);
                        go(request.response().addCookie(page.session(token)), "/");
                    } else {
                        fail(request, Failures.unwrap(failure));
                    }
                }));
    }

    private static void go(HttpServerResponse response, String address) {
        response.setStatusCode(303)
                .putHeader("Location", address)
                .putHeader("Cache-Control", "no-store")
                .putHeader("Referrer-Policy", "no-referrer")
                .end();
    }

    private void fail(RoutingContext request, Throwable failure) {
        if (failure instanceof SeraiException known) {
            if (known.getId().equals(RuntimeError.LOGIN_REFUSED.id())) {
                access.refused(request);
            }
            page.show(request, status(known), known.getMessage());
        } else {
            LOG.error("A login failed", failure);
            page.show(request, status(failure), "The login failed. Look into the log.");
        }
    }

    /** With this prefix no other host of the same domain can set it. */
    private String cookieName() {
        return page.isSecure() ? "__Host-" + COOKIE : COOKIE;
    }

    private Cookie cookie(String value, long seconds) {
        return page.cookie(cookieName(), value).setMaxAge(seconds);
    }
}
