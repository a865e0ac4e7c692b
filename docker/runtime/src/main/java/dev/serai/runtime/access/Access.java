package dev.serai.runtime.access;

import dev.serai.runtime.RuntimeError;
import dev.serai.runtime.access.oidc.Oidc;
import dev.serai.runtime.config.Settings;
import dev.serai.runtime.http.Replies;
import dev.serai.support.error.Failures;
import dev.serai.support.error.SeraiException;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.Set;

/** Decides who may see the pages and use the API. */
public final class Access implements AutoCloseable {

    private static final String ADMIN = "admin";
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<String> FOREIGN = Set.of("cross-site", "same-site");
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int MISDIRECTED = 421;
    private static final int TOO_MANY = 429;

    private final Settings settings;
    private final Hosts hosts;
    private final Sessions sessions;
    private final Attempts attempts;
    private final Proxies proxies;
    private final Oidc oidc;
    private final LoginPage login;
    private final IssuerPages issuer;

    public Access(Settings settings, Clock clock) {
        this.settings = settings;
        this.hosts = new Hosts(settings);
        this.sessions = new Sessions(clock);
        this.attempts = new Attempts(clock);
        this.proxies = new Proxies(settings.lookup().list("serai.proxies"));
        this.oidc = Oidc.of(settings, clock);
        this.login = new LoginPage(this, sessions, settings, oidc == null ? null : oidc.name());
        this.issuer = oidc == null ? null : new IssuerPages(this, oidc, login, sessions, clock);
    }

    /** The pages that nobody needs a login for. */
    public void addTo(Router router) {
        if (settings.isPublic()) {
            login.addTo(router);
            if (issuer != null) {
                issuer.addTo(router);
            }
        }
    }

    /** Refuses what was meant for another host. */
    public void checkHost(RoutingContext request) {
        if (hosts.expects(host(request))) {
            request.next();
        } else {
            Replies.error(
                    request,
                    MISDIRECTED,
                    RuntimeError.FOREIGN_HOST,
                    "the header Host names no address of this runtime");
        }
    }

    /** Goes on when the caller may see and do everything; else answers. */
    public void admit(RoutingContext request) {
        if (!settings.isPublic()) {
            request.put(Caller.KEY, Caller.LOCAL);
            goOn(request);
            return;
        }
        var address = address(request);
        var authorization = request.request().getHeader("Authorization");
        var token = Passwords.bearer(authorization);
        if (authorization == null) {
            var cookie = request.request().getCookie(LoginPage.COOKIE);
            var caller = sessions.find(cookie == null ? null : cookie.getValue());
            if (caller == null) {
                askForLogin(request);
            } else {
                enter(request, caller);
            }
        } else if (oidc != null && oidc.takes(token)) {
            // Not counted as an attempt: nobody guesses a signature, and clients come back with tokens that have
            // expired.
            admitByToken(request, token);
        } else if (attempts.areTooMany(address)) {
            tooMany(request);
        } else if (isAdmin(authorization)) {
            attempts.succeeded(address);
            enter(request, new Caller(ADMIN, false));
        } else {
            attempts.failed(address);
            askForLogin(request);
        }
    }

    private void enter(RoutingContext request, Caller caller) {
        request.put(Caller.KEY, caller);
        goOn(request);
    }

    /** The body is left unread until the token is known to be good, for which the issuer may have to be asked. */
    private void admitByToken(RoutingContext request, String token) {
        var loop = request.vertx().getOrCreateContext();
        request.request().pause();
        oidc.caller(token)
                .whenComplete((caller, failure) -> loop.runOnContext(nothing -> {
                    if (!request.request().isEnded()) {
                        request.request().resume();
                    }
                    if (failure == null) {
                        enter(request, caller);
                    } else if (Failures.unwrap(failure) instanceof SeraiException known) {
                        Replies.error(request, IssuerPages.status(known), known);
                    } else {
                        request.fail(Failures.unwrap(failure));
                    }
                }));
    }

    /** A page of a stranger can send what the browser of somebody who is logged in then signs with the cookie. */
    private void goOn(RoutingContext request) {
        if (mayWrite(request)) {
            request.next();
        } else {
            foreign(request);
        }
    }

    private static void foreign(RoutingContext request) {
        Replies.error(request, FORBIDDEN, RuntimeError.FOREIGN_ORIGIN, "another site's page has sent this");
    }

    /**
     * Whether no page of another site has sent this; answers when one has. To start a workflow is to write by whatever
     * method, and an image or a link of a stranger's page is a GET without an origin: the browser says only that it is
     * another site's.
     */
    boolean mayStart(RoutingContext request) {
        var http = request.request();
        var page = http.getHeader("Origin");
        if (page == null && FOREIGN.contains(String.valueOf(http.getHeader("Sec-Fetch-Site")))) {
            page = String.valueOf(http.getHeader("Referer"));
        }
        var may = hosts.allowsWriteFrom(page, host(request));
        if (!may) {
            foreign(request);
        }
        return may;
    }

    /** Whether nothing is written, or by nobody who only borrows the user's browser. */
    public boolean mayWrite(RoutingContext request) {
        var http = request.request();
        return READING.contains(http.method()) || hosts.allowsWriteFrom(http.getHeader("Origin"), host(request));
    }

    /** Whether callers prove who they are to the runtime itself. */
    boolean asksForLogin() {
        return settings.isPublic();
    }

    private boolean isAdmin(String authorization) {
        var basic = Passwords.basic(authorization);
        return basic == null
                ? Passwords.same(Passwords.bearer(authorization), settings.adminPassword())
                : ADMIN.equals(basic[0]) && Passwords.same(basic[1], settings.adminPassword());
    }

    /** A token when the password is right; null when not, which is counted. */
    String open(RoutingContext request, String password) {
        var address = address(request);
        if (!Passwords.same(password, settings.adminPassword())) {
            attempts.failed(address);
            return null;
        }
        attempts.succeeded(address);
        return sessions.open(new Caller(ADMIN, false));
    }

    /** Counts as a wrong password does. */
    void refused(RoutingContext request) {
        attempts.failed(address(request));
    }

    boolean isLocked(RoutingContext request) {
        return attempts.areTooMany(address(request));
    }

    void tooMany(RoutingContext request) {
        Replies.error(request, TOO_MANY, RuntimeError.TOO_MANY_ATTEMPTS, "too many wrong logins came from you");
    }

    private void askForLogin(RoutingContext request) {
        var accept = request.request().getHeader("Accept");
        if (request.request().method() == HttpMethod.GET && accept != null && accept.contains("text/html")) {
            request.response()
                    .setStatusCode(303)
                    .putHeader("Location", "/login")
                    .end();
        } else {
            Replies.error(request, UNAUTHORIZED, RuntimeError.NO_LOGIN, "this needs a login");
        }
    }

    /** HTTP/2 has no header Host. */
    private static String host(RoutingContext request) {
        var authority = request.request().authority();
        return authority == null ? null : authority.toString();
    }

    private String address(RoutingContext request) {
        var remote = request.request().remoteAddress();
        // X-Forwarded-For of trusted proxies only, since whoever guesses passwords can write it too.
        return remote == null
                ? ""
                : proxies.client(
                        String.valueOf(remote.hostAddress()),
                        request.request().headers().getAll("X-Forwarded-For"));
    }

    @Override
    public void close() {
        if (oidc != null) {
            oidc.close();
        }
    }
}
