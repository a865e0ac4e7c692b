package dev.serai.supabase.client;

import dev.serai.support.error.ErrorCode;
import dev.serai.support.service.ServiceException;
import dev.serai.support.service.ServiceFault;

/** A failed exchange with a Supabase, with what the service said. Its codes are such as 23505 or PGRST116. */
public class SupabaseException extends ServiceException {

    private static final long serialVersionUID = 1L;

    private final String details;
    private final String hint;

    public SupabaseException(ErrorCode error, String fact) {
        this(error, fact, error.remedy(), null);
    }

    public SupabaseException(ErrorCode error, String fact, String remedy, Throwable cause) {
        this(new ServiceFault(error, 0, null, null, null, null, remedy), fact, error.retryable(), cause);
    }

    SupabaseException(ServiceFault fault, String fact, boolean retryable, Throwable cause) {
        super(fault, fact, retryable, cause);
        details = fault.details();
        hint = fault.hint();
    }

    /** The same failure, with which part of a larger piece of work it struck. */
    public SupabaseException within(String part) {
        return as(code(), part + ": " + getFact(), getRemedy());
    }

    /** The same failure in other words, for those who know what was asked for. */
    public SupabaseException as(ErrorCode error, String otherFact, String remedy) {
        var fault = new ServiceFault(error, getStatus(), getServiceCode(), getServiceMessage(), details, hint, remedy);
        return new SupabaseException(fault, otherFact, isRetryable(), this);
    }

    public String getDetails() {
        return details;
    }

    public String getHint() {
        return hint;
    }
}
