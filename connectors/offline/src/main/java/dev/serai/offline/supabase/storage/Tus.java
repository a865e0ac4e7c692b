package dev.serai.offline.supabase.storage;

import dev.serai.offline.http.Exchange;

/** The manners of TUS 1.0.0: its headers on every answer, and errors as plain text with their real status. */
final class Tus {
    static final Answers ANSWERS =
            new Answers((exchange, error) -> refuse(exchange, error.status(), error.getMessage()));
    static final String BYTES = "application/offset+octet-stream";
    static final String TEXT = "text/plain;charset=UTF-8";
    static final String VERSION = "1.0.0";
    private static final String SHARED =
            "Authorization, Content-Type, Location, Tus-Extension, Tus-Max-Size, Tus-Resumable, Tus-Version,"
                    + " Upload-Concat, Upload-Defer-Length, Upload-Length, Upload-Metadata, Upload-Offset,"
                    + " X-HTTP-Method-Override, X-Requested-With, X-Forwarded-Host, X-Forwarded-Proto, Forwarded,";

    private Tus() {}

    static Exchange headers(Exchange exchange) {
        return exchange.setHeader("access-control-allow-origin", "*")
                .setHeader("access-control-expose-headers", SHARED)
                .setHeader("tus-resumable", VERSION);
    }

    static void options(Exchange exchange, long limit) {
        headers(exchange)
                .setHeader(
                        "access-control-allow-headers",
                        SHARED + " Authorization, X-Upsert, Upload-Expires, ApiKey, x-signature")
                .setHeader("access-control-allow-methods", "POST, HEAD, PATCH, OPTIONS, DELETE")
                .setHeader("access-control-max-age", "86400")
                .setHeader(
                        "tus-extension", "creation,creation-with-upload,creation-defer-length,termination,expiration")
                .setHeader("tus-max-size", String.valueOf(limit))
                .setHeader("tus-version", VERSION)
                .sendEmpty(204);
    }

    static void refuse(Exchange exchange, int status, String text) {
        headers(exchange).send(status, TEXT, text);
    }

    /** A header that is a number of bytes, or null where it is missing or no such number. */
    static Long number(String header) {
        return header == null || !header.matches("\\d{1,18}") ? null : Long.valueOf(header);
    }
}
