package dev.serai.offline.supabase.storage;

import dev.serai.offline.http.Json;

/** A refusal in the words of the storage service: most go out with status 400, and the body names the real status. */
final class StorageError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int sent;
    private final int status;
    private final String error;
    private final String code;

    private StorageError(int sent, int status, String error, String message, String code) {
        super(message);
        this.sent = sent;
        this.status = status;
        this.error = error;
        this.code = code;
    }

    private static StorageError of(int status, String error, String message, String code) {
        return new StorageError(status == 500 ? 500 : 400, status, error, message, code);
    }

    static StorageError noSuchBucket() {
        return of(404, "Bucket not found", "Bucket not found", "NoSuchBucket");
    }

    static StorageError noSuchKey() {
        return of(404, "not_found", "Object not found", "NoSuchKey");
    }

    static StorageError bucketExists() {
        return of(409, "Duplicate", "The resource already exists", "BucketAlreadyExists");
    }

    static StorageError keyExists() {
        return of(409, "Duplicate", "The resource already exists", "KeyAlreadyExists");
    }

    static StorageError bucketNotEmpty() {
        return of(409, "ResourceNotEmpty", "The bucket you tried to delete is not empty", "ResourceNotEmpty");
    }

    static StorageError relatedMissing() {
        return of(404, "InvalidRequest", "The related resource does not exist", "InvalidRequest");
    }

    static StorageError bucketName() {
        return of(400, "Invalid Input", "Bucket name invalid", "InvalidBucketName");
    }

    static StorageError key(String key) {
        return of(400, "InvalidKey", "Invalid key: " + key, "InvalidKey");
    }

    static StorageError mimeType(String type) {
        return of(415, "invalid_mime_type", "mime type " + type + " is not supported", "InvalidMimeType");
    }

    static StorageError tooLarge(String what) {
        return of(413, "Payload too large", "The " + what + " exceeded the maximum allowed size", "EntityTooLarge");
    }

    static StorageError denied(String message) {
        return of(403, "Unauthorized", message, "AccessDenied");
    }

    static StorageError rowLevelSecurity() {
        return denied("new row violates row-level security policy");
    }

    static StorageError noAuthorization() {
        return of(400, "Error", "headers must have required property 'authorization'", "InvalidRequest");
    }

    static StorageError invalidJwt(String message) {
        return of(400, "InvalidJWT", message, "InvalidJWT");
    }

    static StorageError signature(String message) {
        return of(400, "InvalidSignature", message, "InvalidSignature");
    }

    static StorageError invalid(String message) {
        return of(400, "InvalidRequest", message, "InvalidRequest");
    }

    static StorageError parameter(String message) {
        return of(400, "InvalidParameter", message, "InvalidParameter");
    }

    static StorageError range() {
        return new StorageError(416, 416, "invalid_range", "invalid range provided", "InvalidRange");
    }

    static StorageError noRoute(String method, String url) {
        return new StorageError(404, 404, "Not Found", "Route " + method + ":" + url + " not found", "InvalidRequest");
    }

    static StorageError busy() {
        return new StorageError(503, 503, "SlowDown", "The service is busy, try again later", "SlowDown");
    }

    static StorageError notDone(String thing) {
        return new StorageError(501, 501, "not_implemented", "the stand-in does not do " + thing, "NotSupported");
    }

    static StorageError internal() {
        return of(500, "Internal", "Internal Server Error", "InternalError");
    }

    /** The status on the wire. */
    int sent() {
        return sent;
    }

    /** The status that the body tells, and that TUS sends as it is. */
    int status() {
        return status;
    }

    String body() {
        return Json.object()
                .put("statusCode", String.valueOf(status))
                .put("error", error)
                .put("message", getMessage())
                .put("code", code)
                .toString();
    }
}
