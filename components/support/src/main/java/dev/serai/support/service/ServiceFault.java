package dev.serai.support.service;

import dev.serai.support.error.ErrorCode;

/**
 * An error in the words of a service.
 *
 * @param error what it means here
 * @param status the one that the service means, which some put into the body; 0 where nobody answered
 * @param code the service's own, such as NoSuchKey; null where there is none
 * @param remedy null for the error's own
 * @param rowInDetails whether the details quote a whole row, which belongs into no log
 */
public record ServiceFault(
        ErrorCode error,
        int status,
        String code,
        String message,
        String details,
        String hint,
        String remedy,
        boolean rowInDetails) {

    public ServiceFault(ErrorCode error, int status, String code, String message) {
        this(error, status, code, message, null, null, null);
    }

    public ServiceFault(
            ErrorCode error, int status, String code, String message, String details, String hint, String remedy) {
        this(error, status, code, message, details, hint, remedy, false);
    }
}
