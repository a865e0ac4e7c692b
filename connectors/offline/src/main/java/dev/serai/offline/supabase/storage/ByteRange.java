package dev.serai.offline.supabase.storage;

import java.util.regex.Pattern;

/** A part of a file. */
record ByteRange(long from, long length) {
    private static final Pattern HEADER = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /** Reads a Range header; anything that the file can't serve is refused. */
    static ByteRange parse(String header, long size) {
        var match = HEADER.matcher(header);
        if (!match.matches() || size <= 0) {
            throw StorageError.range();
        }
        var first = match.group(1);
        var last = match.group(2);
        if (first.isEmpty()) {
            return suffix(last, size);
        }
        var from = Long.parseLong(first);
        var to = last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
        if (from >= size || to < from) {
            throw StorageError.range();
        }
        return new ByteRange(from, to - from + 1);
    }

    private static ByteRange suffix(String count, long size) {
        var length = count.isEmpty() ? 0 : Math.min(Long.parseLong(count), size);
        if (length == 0) {
            throw StorageError.range();
        }
        return new ByteRange(size - length, length);
    }

    /** The Content-Range header. */
    String of(long size) {
        return "bytes " + from + "-" + (from + length - 1) + "/" + size;
    }
}
