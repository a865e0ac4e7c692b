package dev.serai.runtime.access;

import dev.serai.runtime.config.Settings;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/** A form that works without scripts. */
final class LoginPage {

    static final String COOKIE = "serai_session";

    private static final int LARGEST = 16 << 10;
    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Log in - Serai</title>
            <style>
            :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
            main { max-width: 22rem; margin: 15vh auto; padding: 0 1rem; }
            label, input, button { display: block; width: 100%%; box-sizing: border-box; font: inherit; }
            input, button { margin: .25rem 0 1rem; padding: .5rem; }
            a { display: block; margin: 1rem 0; padding: .5rem; border: 1px solid; text-align: center; }
            </style>
            </head>
            <body>
            <main>
            <h1>Serai</h1>
            %s%s</main>
            </body>
            </html>
            """;
    private static final String MESSAGE = "<p role=\"alert\">%s</p>\n";
    private static final String ISSUER = "<a href=\"%s\">Log in at %s</a>\n";
    private static final String PASSWORD = """
            <form method="post" action="/login">
            <input name="username" value="admin" autocomplete="username" readonly hidden>
            <label for="password">Password</label>
            <input id="password" name="password" type="password" autocomplete="current-password" required autofocus>
            <button>Log in</button>
            </form>
            """;

    private final Access access;
    private final Sessions sessions;
    private final String ways;
    private final boolean secure;

    /** @param issuer as people know it; null where there is none */
    LoginPage(Access access, Sessions sessions, Settings settings, String issuer) {
        this.access = access;
        this.sessions = sessions;
        this.ways = (issuer == null ? "" : ISSUER.formatted(IssuerPages.BEGIN, escaped(issuer)))
                + (settings.adminPassword() == null ? "" : PASSWORD);
        this.secure = settings.publicUrl() != null
                && "https".equals(settings.publicUrl().getScheme());
    }

    void addTo(Router router) {
        router.get("/login").handler(request -> show(request, 200, null));
        router.post("/login")
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST))
                .handler(this::login);
        router.post("/logout").handler(this::logout);
    }

    private void login(RoutingContext request) {
        if (access.isLocked(request)) {
            access.tooMany(request);
            return;
        }
        var token = access.mayWrite(request)
                ? access.open(request, request.request().getFormAttribute("password"))
                : null;
        if (token == null) {
            show(request, 401, "This password is not right.");
        } else {
            request.response()
                    .addCookie(session(token))
                    .setStatusCode(303)
                    .putHeader("Location", "/")
                    .end();
        }
    }

    private void logout(RoutingContext request) {
        var response = request.response().setStatusCode(303).putHeader("Location", "/login");
        if (access.mayWrite(request)) {
            var cookie = request.request().getCookie(COOKIE);
            if (cookie != null) {
                sessions.close(cookie.getValue());
            }
            response.addCookie(cookie(COOKIE, "").setMaxAge(0));
        }
        response.end();
    }

    Cookie session(String token) {
        return cookie(COOKIE, token).setMaxAge(Sessions.IDLE_MILLIS / 1000);
    }

    boolean isSecure() {
        return secure;
    }

    Cookie cookie(String name, String value) {
        return Cookie.cookie(name, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.LAX)
                .setSecure(secure);
    }

    /** @param message null where there is nothing to say; part of it may come from strangers */
    void show(RoutingContext request, int status, String message) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .putHeader(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'")
                .end(PAGE.formatted(message == null ? "" : MESSAGE.formatted(escaped(message)), ways));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
