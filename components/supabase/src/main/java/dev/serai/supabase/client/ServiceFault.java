package dev.serai.supabase.client;

import dev.serai.support.error.ErrorCode;

/**
 * An error in the words of a service.
 *
 * @param error what it means here
 * @param status the service's own, which some services put into the body
 * @param code such as 23505, PGRST116, invalid_credentials or NoSuchKey; null where there is none
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
