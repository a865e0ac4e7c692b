package dev.serai.supabase.client;

import dev.serai.support.error.ErrorCode;

/** What can go wrong with edge functions. */
public enum FunctionError implements ErrorCode {
    RELAY(
            "501",
            "Look into the platform's log: the function was not reached, did not start, or ran out of its limits."),
    NO_FUNCTION("502", "Deploy the function, or correct its name."),
    FAILED("503", "Look into the function's log."),
    UNREADABLE("504", "Make the function's Content-Type say what it answers."),
    NO_TOKEN("505", "Send a signed-in user's token (accessToken), or deploy the function without verify_jwt.");

    private final String number;
    private final String remedy;

    FunctionError(String number, String remedy) {
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

    @Override
    public boolean retryableRead() {
        return this == RELAY;
    }
}
