package dev.serai.supabase.client.storage;

import dev.serai.support.http.HttpLimits;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a file goes, and how.
 *
 * @param method POST for a new file, PUT for one that is there
 * @param signature stands for the permission; null where the credentials do
 * @param threshold beyond how many bytes a file is sent in parts
 * @param partSize how large these are
 * @param retries how many faults in a row an upload in parts survives
 */
public record UploadPlan(
        String method,
        ObjectPath target,
        FileTraits traits,
        String signature,
        long threshold,
        int partSize,
        int retries,
        HttpLimits limits) {

    /** What is told about a file that has arrived. */
    Map<String, Object> stored(String id) {
        var stored = new LinkedHashMap<String, Object>();
        stored.put("path", target.path());
        stored.put("fullPath", target.toString());
        if (id != null) {
            stored.put("id", id);
        }
        return stored;
    }

    @Override
    public String toString() {
        return "UploadPlan[" + method + " " + target + "]";
    }
}
