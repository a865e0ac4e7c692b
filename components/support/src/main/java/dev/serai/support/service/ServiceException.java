package dev.serai.support.service;

import dev.serai.support.error.SeraiException;

/** A failed exchange with a service, with what it said. Each component has a subclass of its own. */
public abstract class ServiceException extends SeraiException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String serviceCode;
    private final String serviceMessage;
    private final boolean retryable;

    /**
     * @param fault whose own remedy, if it has one, wins over that of its error
     * @param retryable whether the same request may be sent again
     */
    protected ServiceException(ServiceFault fault, String fact, boolean retryable, Throwable cause) {
        super(fault.error(), fact, fault.remedy() == null ? fault.error().remedy() : fault.remedy(), cause);
        this.retryable = retryable;
        status = fault.status();
        serviceCode = fault.code();
        serviceMessage = fault.message();
    }

    /** Whether the same request may be sent again: it only read, or it was certainly not carried out. */
    public boolean isRetryable() {
        return retryable;
    }

    /** The HTTP status that the service means, or 0 where it did not answer. */
    public int getStatus() {
        return status;
    }

    /** The service's own code; null where there is none. */
    public String getServiceCode() {
        return serviceCode;
    }

    public String getServiceMessage() {
        return serviceMessage;
    }
}
