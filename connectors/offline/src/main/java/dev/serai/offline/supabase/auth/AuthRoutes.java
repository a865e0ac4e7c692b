package dev.serai.offline.supabase.auth;

import dev.serai.offline.http.Json;
import dev.serai.offline.supabase.Backend;
import java.util.Map;

/** The service's paths. */
final class AuthRoutes {
    private static final Map<String, String> NOT_DONE = Map.ofEntries(
            Map.entry("/authorize", "sign-in with other providers"),
            Map.entry("/callback", "sign-in with other providers"),
            Map.entry("/sso", "single sign-on"),
            Map.entry("/saml", "SAML"),
            Map.entry("/factors", "multi-factor authentication"),
            Map.entry("/passkeys", "passkeys"),
            Map.entry("/oauth", "the OAuth server"),
            Map.entry("/reauthenticate", "reauthentication"),
            Map.entry("/user/identities", "linking of identities"),
            Map.entry("/user/oauth", "the OAuth server"),
            Map.entry("/admin/sso", "single sign-on"),
            Map.entry("/admin/oauth", "the OAuth server"),
            Map.entry("/admin/audit", "the audit log"));
    private static final String USERS = "/admin/users";

    private final Backend backend;
    private final AuthService service;
    private final UserHandlers users;
    private final MailHandlers mails;
    private final AdminHandlers admin;

    AuthRoutes(Backend backend, AuthService service) {
        this.backend = backend;
        this.service = service;
        var sessions = new Sessions(backend);
        var tokens = new OneTimeTokens(backend);
        var accounts = new Accounts(backend, sessions, tokens, service.mailbox());
        users = new UserHandlers(service, accounts, sessions);
        mails = new MailHandlers(service, accounts, tokens);
        admin = new AdminHandlers(service, new AdminAccounts(backend, accounts, tokens));
    }

    void handle(Request request) {
        var path = request.call().path();
        switch (request.call().method() + " " + path) {
            case "POST /signup" -> users.signUp(request);
            case "POST /token" -> users.token(request);
            case "GET /user" -> users.get(request);
            case "PUT /user" -> users.change(request);
            case "POST /logout" -> users.logOut(request);
            case "POST /otp", "POST /magiclink" -> mails.code(request);
            case "POST /recover" -> mails.recover(request);
            case "POST /resend" -> mails.resend(request);
            case "POST /verify" -> mails.verify(request);
            case "GET /verify" -> mails.follow(request);
            case "POST /invite" -> admin.invite(request);
            case "POST /admin/generate_link" -> admin.link(request);
            case "POST " + USERS -> admin.create(request);
            case "GET " + USERS -> admin.list(request);
            case "GET /settings" -> settings(request);
            case "GET /health" ->
                service.reply(request, Json.object().put("version", "standin").put("name", "GoTrue"));
            // Tokens are signed with a secret that both sides know, so there is no public key.
            case "GET /.well-known/jwks.json" -> service.reply(request, Json.parse("{\"keys\":[]}"));
            default -> handleUser(request, path);
        }
    }

    private void handleUser(Request request, String path) {
        var id = path.startsWith(USERS + "/") ? path.substring(USERS.length() + 1) : "";
        if (!id.isEmpty() && id.indexOf('/') < 0) {
            switch (request.call().method()) {
                case "GET" -> admin.get(request, id);
                case "PUT" -> admin.update(request, id);
                case "DELETE" -> admin.delete(request, id);
                default -> throw new AuthError(405, "validation_failed", "405: Method Not Allowed");
            }
            return;
        }
        if (path.endsWith("/factors") || path.contains("/factors/")) {
            throw AuthError.notDone("multi-factor authentication");
        }
        for (var entry : NOT_DONE.entrySet()) {
            if (path.equals(entry.getKey()) || path.startsWith(entry.getKey() + "/")) {
                throw AuthError.notDone(entry.getValue());
            }
        }
        throw new AuthError(404, "not_found", "404 page not found");
    }

    private void settings(Request request) {
        var body = Json.object();
        body.putObject("external")
                .put("anonymous_users", service.anonymousSignIns())
                .put("email", true)
                .put("phone", false);
        service.reply(
                request,
                body.put("disable_signup", false)
                        .put("mailer_autoconfirm", backend.settings().autoconfirm())
                        .put("phone_autoconfirm", false)
                        .put("sms_provider", "")
                        .put("saml_enabled", false));
    }
}
