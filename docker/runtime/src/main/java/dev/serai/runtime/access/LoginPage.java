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
            </style>
            </head>
            <body>
            <main>
            <h1>Serai</h1>
            %s
            <form method="post" action="/login">
            <label for="password">Password</label>
            <input id="password" name="password" type="password" autocomplete="current-password" required autofocus>
            <button>Log in</button>
            </form>
            </main>
            </body>
            </html>
            """;

    private final Access access;
    private final Sessions sessions;
    private final boolean secure;

    LoginPage(Access access, Sessions sessions, Settings settings) {
        this.access = access;
        this.sessions = sessions;
        this.secure = settings.publicUrl() != null
                && "https".equals(settings.publicUrl().getScheme());
    }

    void addTo(Router router) {
        router.get("/login").handler(request -> show(request, 200, ""));
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
            show(request, 401, "<p role=\"alert\">This password is not right.</p>");
        } else {
            request.response()
                    .addCookie(cookie(token).setMaxAge(Sessions.IDLE_MILLIS / 1000))
                    .setStatusCode(303)
                    .putHeader("Location", "/")
                    .end();
        }
    }

    private void logout(RoutingContext request) {
        var cookie = request.request().getCookie(COOKIE);
        if (cookie != null && access.mayWrite(request)) {
            sessions.close(cookie.getValue());
        }
        request.response()
                .addCookie(cookie("").setMaxAge(0))
                .setStatusCode(303)
                .putHeader("Location", "/login")
                .end();
    }

    private Cookie cookie(String value) {
        return Cookie.cookie(COOKIE, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.LAX)
                .setSecure(secure);
    }

    private static void show(RoutingContext request, int status, String message) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .putHeader("Cache-Control", "no-store")
                .putHeader(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'")
                .end(PAGE.formatted(message));
    }
}
