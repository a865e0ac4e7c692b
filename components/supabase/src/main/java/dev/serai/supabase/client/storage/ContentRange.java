package dev.serai.supabase.client.storage;

import dev.serai.supabase.client.SupabaseException;
import dev.serai.support.http.HttpStream;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Which bytes of a file an answer holds.
 *
 * @param last the last one, or -1 where the server does not say
 * @param total of the whole file, or -1 where the server does not say
 */
public record ContentRange(long first, long last, long total) {

    private static final Pattern HEADER = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

    static ContentRange of(HttpStream stream) {
        return of(stream.status(), stream::header);
    }

    /**
     * The same, of an answer that has to hold what was asked for.
     *
     * @param asked such as bytes=0-99, or null for all
     */
    public static ContentRange of(String asked, int status, Function<String, Optional<String>> header) {
        if (asked != null && status != 206) {
            throw new SupabaseException(StorageError.RANGE, "the server gives whole files only");
        }
        var range = of(status, header);
        if (status == 206 && !range.isWhatWasAsked(asked == null ? "bytes=0-" : asked)) {
            throw StorageClient.unreadable("another part of the file than was asked for");
        }
        return range;
    }

    private boolean isWhatWasAsked(String asked) {
        int dash = asked.indexOf('-');
        var from = asked.substring("bytes=".length(), dash);
        var to = asked.substring(dash + 1);
        long end = total < 0 ? last : total - 1;
        if (from.isEmpty()) {
            return last == end
                    && (total < 0 ? size() <= Long.parseLong(to) : size() == Math.min(Long.parseLong(to), total));
        }
        long wanted = to.isEmpty() ? end : Math.min(Long.parseLong(to), end);
        return first == Long.parseLong(from) && last == wanted;
    }

    public static ContentRange of(int status, Function<String, Optional<String>> header) {
        if (status != 206) {
            var length = header.apply("content-length").orElse("");
            long total = length.matches("\\d{1,18}") ? Long.parseLong(length) : -1;
            return new ContentRange(0, total > 0 ? total - 1 : -1, total);
        }
        var found = HEADER.matcher(header.apply("content-range").orElse(""));
        if (!found.matches()) {
            throw StorageClient.unreadable("a part of a file that does not say which one");
        }
        long first = Long.parseLong(found.group(1));
        long last = Long.parseLong(found.group(2));
        if (last < first) {
            throw StorageClient.unreadable("a part of a file that ends before it begins");
        }
        return new ContentRange(first, last, found.group(3).equals("*") ? -1 : Long.parseLong(found.group(3)));
    }

    /** How many bytes come, or -1 where the server does not say. */
    public long size() {
        return total == 0 ? 0 : last < 0 ? -1 : last - first + 1;
    }
}
