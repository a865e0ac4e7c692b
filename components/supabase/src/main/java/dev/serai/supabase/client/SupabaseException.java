package dev.serai.supabase.client;

import dev.serai.support.error.ErrorCode;
import dev.serai.support.error.SeraiException;

/** A failed exchange with a Supabase, with what the service said. */
public class SupabaseException extends SeraiException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String serviceCode;
    private final String serviceMessage;
    private final String details;
    private final String hint;
    private final boolean retryable;

    public SupabaseException(ErrorCode error, String fact) {
        this(error, fact, error.remedy(), null);
    }

    public SupabaseException(ErrorCode error, String fact, String remedy, Throwable cause) {
        this(new ServiceFault(error, 0, null, null), fact, remedy, error.retryable(), cause);
    }

    SupabaseException(ServiceFault fault, String fact, String remedy, boolean retryable, Throwable cause) {
        super(fault.error(), fact, remedy, cause);
        this.retryable = retryable;
        status = fault.status();
        serviceCode = fault.code();
        serviceMessage = fault.message();
        details = fault.details();
        hint = fault.hint();
    }

    /** The same failure, with which part of a larger piece of work it struck. */
    public SupabaseException within(String part) {
        var fault = new ServiceFault(code(), status, serviceCode, serviceMessage, details, hint, getRemedy());
        return new SupabaseException(fault, part + ": " + getFact(), getRemedy(), retryable, this);
    }

    /** The same failure in other words, for those who know what was asked for. */
    public SupabaseException as(ErrorCode error, String otherFact, String remedy) {
        var fault = new ServiceFault(error, status, serviceCode, serviceMessage, details, hint, remedy);
        return new SupabaseException(fault, otherFact, remedy, retryable, this);
    }

    /** Whether the same request may be sent again: it only read, or it was certainly not carried out. */
    public boolean isRetryable() {
        return retryable;
    }

    /** The HTTP status that the service means, or 0 where it did not answer. */
    public int getStatus() {
        return status;
    }

    /** The service's own code, such as 23505 or PGRST116; null where there is none. */
    public String getServiceCode() {
        return serviceCode;
    }

    public String getServiceMessage() {
        return serviceMessage;
    }

    public String getDetails() {
        return details;
    }

    public String getHint() {
        return hint;
    }
}
