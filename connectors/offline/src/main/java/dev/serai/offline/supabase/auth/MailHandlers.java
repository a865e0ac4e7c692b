package dev.serai.offline.supabase.auth;

import dev.serai.offline.http.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The operations around mailed codes. Answers never tell whether an address is known. */
final class MailHandlers {
    private final AuthService service;
    private final Accounts accounts;
    private final OneTimeTokens tokens;

    MailHandlers(AuthService service, Accounts accounts, OneTimeTokens tokens) {
        this.service = service;
        this.accounts = accounts;
        this.tokens = tokens;
    }

    void code(Request request) {
        var body = request.json();
        Request.refusePkce(body);
        var email = Request.requiredEmail(body);
        var create = body.path("create_user").asBoolean(true);
        done(request, connection -> {
            var user = UserTable.byEmail(connection, email);
            if (user == null && !create) {
                throw new AuthError(422, "otp_disabled", "Signups not allowed for otp");
            }
            if (user == null) {
                user = accounts.register(connection, email, false, Request.object(body, "data"), null);
            }
            accounts.mail(connection, user, user.confirmed() == null ? "signup" : "magiclink", request.redirect());
        });
    }

    void recover(Request request) {
        var body = request.json();
        Request.refusePkce(body);
        var email = Request.requiredEmail(body);
        done(request, connection -> {
            var user = UserTable.byEmail(connection, email);
            if (user != null) {
                accounts.mail(connection, user, "recovery", request.redirect());
            }
        });
    }

    void resend(Request request) {
        var body = request.json();
        var type = String.valueOf(Json.text(body, "type"));
        if (!type.equals("signup") && !type.equals("email_change")) {
            throw AuthError.invalid("Missing one of these types: signup, email_change, sms, phone_change");
        }
        var email = Request.requiredEmail(body);
        done(request, connection -> {
            var user = UserTable.byEmail(connection, email);
            var waiting = user != null && (type.equals("signup") ? user.confirmed() == null : user.newEmail() != null);
            if (waiting) {
                accounts.mail(connection, user, type, request.redirect());
            }
        });
    }

    void verify(Request request) {
        var body = request.json();
        var type = String.valueOf(Json.text(body, "type"));
        var types = types(type);
        var hash = Json.text(body, "token_hash");
        var given = hash;
        if (given == null) {
            var code = Json.text(body, "token");
            if (code == null) {
                throw AuthError.invalid("Verify requires a token or a token hash");
            }
            given = OneTimeTokens.hash(Request.requiredEmail(body), code);
        }
        var wanted = given;
        service.work(request, connection -> confirm(connection, types, wanted), issued -> {
            if (issued == null) {
                throw hash == null ? AuthError.expiredCode() : AuthError.expiredMail();
            }
            service.reply(request, issued);
        });
    }

    /** A click on a mail's link: the session goes to the target's fragment, as an error does. */
    void follow(Request request) {
        var query = request.call().query();
        var types = types(String.valueOf(query.first("type")));
        var hash = String.valueOf(query.first("token"));
        service.work(request, connection -> confirm(connection, types, hash), issued -> {
            var target = request.redirect().isEmpty() ? "/" : request.redirect();
            String fragment;
            if (issued == null) {
                var error = AuthError.expiredMail();
                fragment = "error=access_denied&error_code=" + error.code() + "&error_description="
                        + encode(error.getMessage());
            } else {
                var json = issued.json();
                fragment = "access_token=" + encode(Json.text(json, "access_token")) + "&expires_at="
                        + json.get("expires_at") + "&expires_in=" + json.get("expires_in") + "&refresh_token="
                        + issued.refreshToken() + "&token_type=bearer&type=" + encode(query.first("type"));
            }
            request.call()
                    .exchange()
                    .setHeader("location", target + "#" + fragment)
                    .sendEmpty(303);
        });
    }

    /** Null where the code doesn't hold, so that its removal stays. */
    private Sessions.Issued confirm(Connection connection, List<String> types, String hash) throws SQLException {
        var user = tokens.take(connection, types, hash);
        return user == null ? null : accounts.confirm(connection, user, types.get(0));
    }

    private static List<String> types(String type) {
        return switch (type) {
            case "email" -> List.of("magiclink", "signup");
            case "magiclink" -> List.of("magiclink", "signup");
            case "signup", "invite", "recovery", "email_change" -> List.of(type);
            case "sms", "phone_change" -> throw AuthError.notDone("phone numbers");
            default -> throw AuthError.invalid("Invalid email verification type: " + type);
        };
    }

    private interface Write {
        void run(Connection connection) throws SQLException;
    }

    private void done(Request request, Write write) {
        service.work(
                request,
                connection -> {
                    write.run(connection);
                    return true;
                },
                done -> service.reply(request, Json.object()));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
