package dev.serai.runtime.console;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** The pages, from the jar. Each file is read once, off the connection's thread, and kept with its compressed form. */
final class Site {

    // The second line makes a browser refuse every write of text as markup, so that a slip of the pages does no harm.
    private static final String POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
                    + "require-trusted-types-for 'script'; trusted-types 'none'";

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "md", "text/plain; charset=utf-8",
            "txt", "text/plain; charset=utf-8");

    /** No dots but the one before the type: nothing leads out of the folder. */
    private static final Pattern NAME = Pattern.compile("(?:[A-Za-z0-9_-]+/){0,3}[A-Za-z0-9_-]+\\.([a-z]{2,4})");

    private static final int SMALL = 1_000;

    private final Map<String, Asset> assets = new ConcurrentHashMap<>();

    /** @param packed null where compressing does not pay */
    private record Asset(String type, Buffer whole, Buffer packed, String tag) {}

    /** Answers with a file, or leaves the request to those behind. */
    void serve(RoutingContext request, String name) {
        var match = NAME.matcher(name);
        if (!match.matches() || !TYPES.containsKey(match.group(1))) {
            request.next();
            return;
        }
        var known = assets.get(name);
        var found = known != null
                ? Future.succeededFuture(known)
                : request.vertx().executeBlocking(() -> load(name, TYPES.get(match.group(1))), false);
        found.onSuccess(asset -> {
                    if (asset == null) {
                        request.next();
                    } else {
                        assets.put(name, asset);
                        write(request, asset);
                    }
                })
                .onFailure(request::fail);
    }

    private static Asset load(String name, String type) throws IOException {
        try (InputStream file = Site.class.getResourceAsStream("site/" + name)) {
            if (file == null) {
                return null;
            }
            var bytes = file.readAllBytes();
            var packed = bytes.length < SMALL ? null : Buffer.buffer(pack(bytes));
            return new Asset(type, Buffer.buffer(bytes), packed, tag(bytes));
        }
    }

    private static byte[] pack(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static String tag(byte[] bytes) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return '"' + HexFormat.of().formatHex(hash, 0, 12) + '"';
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }

    private static void write(RoutingContext request, Asset asset) {
        var response = request.response();
        protect(request);
        response.putHeader("Cache-Control", "no-cache");
        response.putHeader("ETag", asset.tag());
        response.putHeader("Vary", "Accept-Encoding");
        // A proxy that compresses what is sent marks the tag as weak.
        var seen = request.request().getHeader("If-None-Match");
        if (seen != null && seen.contains(asset.tag())) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader("Content-Type", asset.type());
        var accepted = request.request().getHeader("Accept-Encoding");
        if (asset.packed() != null && accepted != null && accepted.contains("gzip")) {
            response.putHeader("Content-Encoding", "gzip");
            response.end(asset.packed());
        } else {
            response.end(asset.whole());
        }
    }

    /** What every answer of the console says to the browser. */
    static void protect(RoutingContext request) {
        request.response()
                .putHeader("Content-Security-Policy", POLICY)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Referrer-Policy", "no-referrer");
    }
}
