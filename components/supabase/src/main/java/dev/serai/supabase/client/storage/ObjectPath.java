package dev.serai.supabase.client.storage;

import dev.serai.supabase.client.Segment;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Where a file lies: its bucket, and its path in there. */
public record ObjectPath(String bucket, String path) {

    public ObjectPath {
        if (path.startsWith("/")) {
            path = path.substring(1);
        }
        // Better now than while an address is made of it.
        encode(path);
    }

    private static String encode(String path) {
        return Arrays.stream(path.split("/", -1)).map(Segment::of).collect(Collectors.joining("/"));
    }

    /** Both as a part of an address. */
    String encoded() {
        return Segment.of(bucket) + "/" + encode(path);
    }

    @Override
    public String toString() {
        return bucket + "/" + path;
    }
}
