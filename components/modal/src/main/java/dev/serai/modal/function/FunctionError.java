package dev.serai.modal.function;

import dev.serai.support.error.ErrorCode;

/** What can go wrong around the calls of functions, besides the calls themselves. */
public enum FunctionError implements ErrorCode {
    WEB_DENIED("601", "Set proxyKey and proxySecret to a proxy token that the endpoint takes."),
    WEB_FAILED("602", "Look into the endpoint's code and its log; the message has what it said."),
    WEB_LOST("603", "Check the address, and that this machine reaches it."),
    WEB_REDIRECTED("604", "Correct the address: an endpoint sends on only to itself."),
    CALL_STORE("701", "Check the folder callFolder, or the store."),
    NO_CALL_KEY(
            "702",
            "Set the header to what names the work and stays the same after a restart, such as an order's number.");

    private final String number;
    private final String remedy;

    FunctionError(String number, String remedy) {
        this.number = number;
        this.remedy = remedy;
    }

    @Override
    public String id() {
        return "MODAL-" + number;
    }

    @Override
    public String remedy() {
        return remedy;
    }

    @Override
    public boolean retryable() {
        return this == WEB_LOST || this == CALL_STORE;
    }
}
