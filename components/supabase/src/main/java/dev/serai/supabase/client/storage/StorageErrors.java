package dev.serai.supabase.client.storage;

import static dev.serai.support.service.Replies.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.supabase.client.SupabaseError;
import dev.serai.support.error.ErrorCode;
import dev.serai.support.http.HttpReply;
import dev.serai.support.service.ErrorReader;
import dev.serai.support.service.Replies;
import dev.serai.support.service.ServiceFault;
import java.util.Locale;

/** The errors of the storage service, which answers 400 to most of them and tells the real status in the body. */
enum StorageErrors implements ErrorReader {
    /** Who asks is told by a key or a token. */
    INSTANCE,
    /** A signature stands for the permission. */
    SIGNED;

    @Override
    public ServiceFault read(HttpReply reply, JsonNode body) {
        var code = body.isObject() ? text(body, "code") : null;
        var told = body.isObject() ? text(body, "statusCode") : null;
        if (told == null && code == null) {
            // The gateway's own words, or a service that is not there.
            return null;
        }
        int status = told != null && told.matches("[1-5]\\d\\d") ? Integer.parseInt(told) : reply.status();
        var message = text(body, "message");
        var error = error(code == null ? String.valueOf(text(body, "error")) : code, status, String.valueOf(message));
        return error == null ? null : new ServiceFault(error, status, code, message);
    }

    private ErrorCode error(String code, int status, String message) {
        return switch (code) {
            case "NoSuchKey", "not_found" -> StorageError.NO_OBJECT;
            case "NoSuchBucket", "Bucket not found" -> StorageError.NO_BUCKET;
            case "KeyAlreadyExists", "ResourceAlreadyExists", "Duplicate" -> StorageError.EXISTS;
            case "BucketAlreadyExists" -> StorageError.BUCKET_EXISTS;
            case "EntityTooLarge", "Payload too large" -> StorageError.TOO_LARGE;
            case "InvalidMimeType", "invalid_mime_type" -> StorageError.MIME_TYPE;
            case "AccessDenied", "Unauthorized" ->
                isAboutToken(message) ? StorageError.TOKEN : StorageError.NOT_ALLOWED;
            case "InvalidKey" -> StorageError.BAD_PATH;
            case "InvalidBucketName" -> StorageError.BAD_BUCKET_NAME;
            case "ResourceNotEmpty" -> StorageError.NOT_EMPTY;
            case "InvalidJWT" -> this == SIGNED ? StorageError.SIGNATURE : StorageError.TOKEN;
            case "InvalidSignature", "InvalidUploadSignature", "SignatureDoesNotMatch", "ExpiredToken" ->
                StorageError.SIGNATURE;
            case "InvalidRange", "invalid_range" -> StorageError.RANGE;
            case "SlowDown", "DatabaseTimeout", "LockTimeout", "ResourceLocked", "TooManyRequests" -> StorageError.BUSY;
            case "NotSupported" -> SupabaseError.NOT_DONE;
            case "NoSuchUpload" -> StorageError.UPLOAD_GONE;
            default -> byStatus(status);
        };
    }

    private static ErrorCode byStatus(int status) {
        if (status == 429 || status == 503 || status == 544) {
            return StorageError.BUSY;
        }
        if (status >= 500) {
            return SupabaseError.SERVER_FAILED;
        }
        return status == 401 || status == 403 ? StorageError.NOT_ALLOWED : StorageError.BAD_REQUEST;
    }

    /** The service says with the same code that a policy forbids it and that a token does not hold. */
    static boolean isAboutToken(String message) {
        var lower = message.toLowerCase(Locale.ROOT);
        return lower.contains("jwt")
                || lower.contains("jws")
                || lower.contains("claim")
                || lower.contains("signature verification");
    }

    /** Those of resumable uploads: plain text with the real status. */
    static final class Resumable implements ErrorReader {

        private final boolean signed;

        /**
         * @param signed whether a signature stands for the permission, so that a token that does not hold is that one
         */
        Resumable(boolean signed) {
            this.signed = signed;
        }

        @Override
        public ServiceFault read(HttpReply reply, JsonNode body) {
            if (body.isObject()) {
                return (signed ? SIGNED : INSTANCE).read(reply, body);
            }
            if (!reply.header("tus-resumable").isPresent()) {
                return null;
            }
            var said = Replies.said(reply);
            var error = error(reply.status(), said);
            return error == null ? null : new ServiceFault(error, reply.status(), null, said);
        }

        private ErrorCode error(int status, String said) {
            if (status < 500 && isAboutToken(said)) {
                return signed ? StorageError.SIGNATURE : StorageError.TOKEN;
            }
            return switch (status) {
                case 401, 403 -> StorageError.NOT_ALLOWED;
                case 404 ->
                    said.contains("Bucket")
                            ? StorageError.NO_BUCKET
                            : said.contains("Object") ? StorageError.NO_OBJECT : StorageError.UPLOAD_GONE;
                case 409 ->
                    said.toLowerCase(Locale.ROOT).contains("exists") ? StorageError.EXISTS : StorageError.OUT_OF_STEP;
                case 410 -> StorageError.UPLOAD_GONE;
                case 413 -> StorageError.TOO_LARGE;
                case 415 -> StorageError.MIME_TYPE;
                // Another request, perhaps one of ours that was lost, holds the upload.
                case 423, 429, 503 -> StorageError.BUSY;
                case 400 ->
                    signed && said.contains("ignature")
                            ? StorageError.SIGNATURE
                            : said.startsWith("Invalid key") ? StorageError.BAD_PATH : StorageError.BAD_REQUEST;
                case 412, 460 -> StorageError.BAD_REQUEST;
                default -> null;
            };
        }
    }
}
