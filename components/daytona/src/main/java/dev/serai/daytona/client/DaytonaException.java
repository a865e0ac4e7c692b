package dev.serai.daytona.client;

import dev.serai.support.error.ErrorCode;
import dev.serai.support.service.ServiceException;
import dev.serai.support.service.ServiceFault;

/** A failed exchange with Daytona, with what the service said. */
public class DaytonaException extends ServiceException {

    private static final long serialVersionUID = 1L;

    public DaytonaException(ErrorCode error, String fact) {
        this(error, fact, error.remedy(), null);
    }

    public DaytonaException(ErrorCode error, String fact, String remedy, Throwable cause) {
        this(new ServiceFault(error, 0, null, null, null, null, remedy), fact, error.retryable(), cause);
    }

    DaytonaException(ServiceFault fault, String fact, boolean retryable, Throwable cause) {
        super(fault, fact, retryable, cause);
    }
}
