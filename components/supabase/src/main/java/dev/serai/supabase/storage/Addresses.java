package dev.serai.supabase.storage;

import dev.serai.supabase.client.storage.ObjectPath;
import dev.serai.supabase.client.storage.StorageClient;
import dev.serai.support.http.Encoding;
import java.util.Map;
import java.util.stream.Collectors;

/** Paths of the service below which files are read. */
final class Addresses {

    private Addresses() {}

    static String download(ObjectPath path, Map<String, String> transform) {
        var target = StorageClient.path(path);
        return transform.isEmpty()
                ? "/object/" + target
                : "/render/image/authenticated/" + target + "?" + query(transform);
    }

    /** Whoever knows it may read the file. */
    static String open(ObjectPath path, Map<String, String> transform, String downloadAs) {
        var target = StorageClient.path(path);
        var query = (transform.isEmpty() ? "" : "&" + query(transform)) + as(downloadAs);
        return (transform.isEmpty() ? "/object/public/" : "/render/image/public/")
                + target
                + (query.isEmpty() ? "" : "?" + query.substring(1));
    }

    /** The end of a query that makes browsers store a file under a name. */
    static String as(String downloadAs) {
        return downloadAs == null ? "" : "&download=" + Encoding.part(downloadAs);
    }

    private static String query(Map<String, String> transform) {
        return transform.entrySet().stream()
                .map(value -> value.getKey() + "=" + Encoding.part(value.getValue()))
                .collect(Collectors.joining("&"));
    }
}
