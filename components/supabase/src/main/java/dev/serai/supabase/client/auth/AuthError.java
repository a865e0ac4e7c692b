package dev.serai.supabase.client.auth;

import dev.serai.support.error.ErrorCode;

/** What can go wrong with users and their sessions. */
public enum AuthError implements ErrorCode {
    NOBODY(
            "301",
            "Sign in first: supabase:auth/sign-in with the same session, or set email and password so that it is done when needed. Without a session send a user's token (accessToken)."),
    SESSION_OVER("302", "Sign in again, or set email and password so that it is done when needed."),
    WRONG_CREDENTIALS("303", "Correct email and password."),
    NOT_CONFIRMED("304", "Have the user follow the mail's link; supabase:auth/resend sends another one."),
    EXISTS("305", "Sign in instead, or use another address."),
    WEAK_PASSWORD("306", "Use a password that the project's rules accept and that is not the one before."),
    TOO_OFTEN("307", "Try again later, or raise the project's rate limits."),
    CODE_OVER("308", "Ask for another code or link; each holds once and not for long."),
    SWITCHED_OFF("309", "Switch it on in the project's settings for sign-in, or use another way to sign in."),
    NO_USER("310", "Correct the id or the address."),
    BANNED("311", "Lift the ban: supabase:auth/admin-update-user with ban_duration none."),
    TOKEN("312", "Sign in again, or send a token of this project that has not expired."),
    NOT_ADMIN("313", "Set serviceKey to the secret key of this project."),
    INVALID("314", "Correct the field as the server says."),
    MORE_PROOF("315", "Use an account without it, or sign in where the user can give it and send the token."),
    CAPTCHA("316", "Send the captcha's token as captcha_token."),
    UNREADABLE("317", "Check that url is the gateway of a Supabase, and the log of its auth service."),
    REFUSED("318", "Do as the server says.");

    private final String number;
    private final String remedy;

    AuthError(String number, String remedy) {
        this.number = number;
        this.remedy = remedy;
    }

    @Override
    public String id() {
        return "SUPABASE-" + number;
    }

    @Override
    public String remedy() {
        return remedy;
    }

    /** Too much is said before anything is done. */
    @Override
    public boolean retryable() {
        return this == TOO_OFTEN;
    }
}
