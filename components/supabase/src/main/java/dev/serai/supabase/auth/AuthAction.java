package dev.serai.supabase.auth;

import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.supabase.client.auth.AuthClient;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What can be done with users: the request, the fields that it takes, and those that it cannot do without. A bar
 * separates fields of which one is enough.
 */
public enum AuthAction {
    SIGN_UP(
            Who.PROJECT,
            "POST /signup",
            "email phone channel password data captcha_token redirect_to",
            "email|phone password"),
    SIGN_IN(Who.PROJECT, "POST " + AuthClient.PASSWORD, "email phone password captcha_token", "email|phone password"),
    SIGN_IN_ANONYMOUSLY(Who.PROJECT, "POST /signup", "data captcha_token", ""),
    REFRESH(Who.PROJECT, "POST " + AuthClient.REFRESH, "refresh_token", "refresh_token"),
    USER(Who.USER, "GET /user", "", ""),
    UPDATE_USER(Who.USER, "PUT /user", "email phone channel password current_password nonce data redirect_to", ""),
    REAUTHENTICATE(Who.USER, "GET /reauthenticate", "", ""),
    SIGN_OUT(Who.USER, "POST /logout", "", ""),
    OTP(Who.PROJECT, "POST /otp", "email phone channel create_user data captcha_token redirect_to", "email|phone"),
    VERIFY(Who.PROJECT, "POST /verify", "type email phone token token_hash captcha_token", "type token|token_hash"),
    RECOVER(Who.PROJECT, "POST /recover", "email captcha_token redirect_to", "email"),
    RESEND(Who.PROJECT, "POST /resend", "type email phone captcha_token redirect_to", "type email|phone"),
    SETTINGS(Who.PROJECT, "GET /settings", "", ""),
    ADMIN_CREATE_USER(Who.ADMIN, "POST /admin/users", "id " + Account.FIELDS, "email|phone"),
    ADMIN_LIST_USERS(Who.ADMIN, "GET /admin/users", "", ""),
    ADMIN_GET_USER(Who.ADMIN, "GET /admin/users/", "id", "id"),
    ADMIN_UPDATE_USER(Who.ADMIN, "PUT /admin/users/", "id " + Account.FIELDS, "id"),
    ADMIN_DELETE_USER(Who.ADMIN, "DELETE /admin/users/", "id should_soft_delete", "id"),
    GENERATE_LINK(
            Who.ADMIN, "POST /admin/generate_link", "type email new_email password data redirect_to", "type email"),
    INVITE(Who.ADMIN, "POST /invite", "email data redirect_to", "email");

    /** Who asks. */
    enum Who {
        PROJECT,
        USER,
        ADMIN
    }

    private static final class Account {
        static final String FIELDS =
                "email phone password password_hash email_confirm phone_confirm user_metadata app_metadata role ban_duration";
    }

    private final Who who;
    private final String method;
    private final String path;
    private final List<String> fields;
    private final List<String> required;

    AuthAction(Who who, String request, String fields, String required) {
        this.who = who;
        method = request.substring(0, request.indexOf(' '));
        path = request.substring(request.indexOf(' ') + 1);
        this.fields = words(fields);
        this.required = words(required);
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    Who who() {
        return who;
    }

    String method() {
        return method;
    }

    String path() {
        return path;
    }

    /** Whether the user's id is a part of the path. */
    boolean isOfOneUser() {
        return path.endsWith("/");
    }

    List<String> fields() {
        return fields;
    }

    boolean takes(String field) {
        return fields.contains(field);
    }

    List<String> required() {
        return required;
    }

    /** Whether it finds or makes a user by an address, so that it is no change of one. */
    boolean isAboutEmail() {
        return this == VERIFY || required.contains("email") || required.contains("email|phone");
    }

    /** Whether the option email may say whom it is about. Administrators name somebody in each message. */
    boolean takesOptionEmail() {
        return who == Who.PROJECT && isAboutEmail();
    }

    /** Whether the option email of such an endpoint does not say who asks. */
    public static boolean isAboutEmail(String word) {
        return Arrays.stream(values()).anyMatch(action -> action.word().equals(word) && action.takesOptionEmail());
    }

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static AuthAction of(String word) {
        return Arrays.stream(values())
                .filter(action -> action.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new SupabaseException(
                        SupabaseError.UNKNOWN_OPERATION,
                        "'" + word + "' is nothing that supabase:auth does",
                        "Use one of "
                                + Arrays.stream(values()).map(AuthAction::word).collect(Collectors.joining(", "))
                                + ".",
                        null));
    }
}
