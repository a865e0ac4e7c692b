package dev.serai.supabase.storage;

import dev.serai.supabase.Access;
import dev.serai.supabase.SupabaseEndpoint;
import dev.serai.support.http.HttpLimits;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The options of an endpoint, checked once. */
record StorageSettings(
        String bucket,
        StorageOptions options,
        Form form,
        Path directory,
        Map<String, String> transform,
        long expirySeconds,
        Duration idle) {

    private static final List<String> TRANSFORMS = List.of("width", "height", "resize", "format", "quality");

    /** What a download becomes. */
    enum Form {
        STREAM,
        BYTES,
        TEXT,
        FILE
    }

    static StorageSettings of(SupabaseEndpoint endpoint) {
        var options = endpoint.getStorageOptions();
        atLeast("cacheControl", options.getCacheControl(), 0);
        atLeast("resumableThreshold", options.getResumableThreshold(), 0);
        atLeast("chunkSize", options.getChunkSize(), 1);
        atLeast("transferRetries", options.getTransferRetries(), 0);
        atLeast("expiresIn", options.getExpiresIn(), 1000);
        return new StorageSettings(
                endpoint.getName(),
                options,
                form(options),
                directory(options.getDirectory()),
                transform(options.getTransform()),
                Duration.ofMillis(options.getExpiresIn()).toSeconds(),
                Duration.ofMillis(endpoint.getConfiguration().getIdleTimeout()));
    }

    private static Form form(StorageOptions options) {
        var form = switch (String.valueOf(options.getAs())) {
            case "stream" -> Form.STREAM;
            case "bytes" -> Form.BYTES;
            case "text" -> Form.TEXT;
            default -> throw Access.bad("as is '" + options.getAs() + "', which is none of stream, bytes, text");
        };
        if (options.getDirectory() == null) {
            return form;
        }
        if (form != Form.STREAM) {
            throw Access.bad("as=" + options.getAs() + " does not go with directory, which stores a file");
        }
        return Form.FILE;
    }

    private static Path directory(String directory) {
        try {
            return directory == null ? null : Path.of(directory);
        } catch (InvalidPathException e) {
            throw Access.bad("directory is '" + directory + "', which is no path here");
        }
    }

    private static Map<String, String> transform(Map<String, Object> given) {
        var transform = new TreeMap<String, String>();
        if (given != null) {
            given.forEach((name, value) -> {
                if (!TRANSFORMS.contains(name)) {
                    throw Access.bad("transform." + name + " is none of " + String.join(", ", TRANSFORMS));
                }
                transform.put(name, String.valueOf(value));
            });
        }
        return transform;
    }

    private static void atLeast(String option, long value, long least) {
        if (value < least) {
            throw Access.bad(option + " is " + value + ", but at least " + least + " is needed");
        }
    }

    /** A file may take as long and be as large as it likes, as long as it moves. */
    static HttpLimits unlimited(HttpLimits limits) {
        return limits.withTotal(Duration.ZERO).withMaxBytes(0);
    }
}
