package dev.serai.offline.supabase.storage;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Which names buckets and objects may have, and how they are written in URLs. */
final class Names {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_/!.*'() &$=@;:+,?-]+");
    private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9_!.*'() &$=@;:+,?-]{1,100}");

    private Names() {}

    static String bucket(String name) {
        if (name == null || !BUCKET.matcher(name).matches() || !name.strip().equals(name)) {
            throw StorageError.bucketName();
        }
        return name;
    }

    static String key(String name) {
        if (name == null || !KEY.matcher(name).matches()) {
            throw StorageError.key(name == null ? "" : name);
        }
        return name;
    }

    /** Decodes a path; a plus sign is a plus sign there. */
    static String decode(String raw) {
        try {
            return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw StorageError.invalid("'" + raw + "' is not a valid url component");
        }
    }

    /** Encodes a file name for a header. */
    static String encode(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
