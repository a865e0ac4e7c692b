package dev.serai.offline.supabase.rest;

import java.util.LinkedHashMap;
import java.util.Map;

/** An answer; a body of null is none. */
record Reply(int status, String contentType, String body, Map<String, String> headers) {
    Reply(int status, String contentType, String body) {
        this(status, contentType, body, new LinkedHashMap<>());
    }

    Reply with(String name, String value) {
        if (value != null) {
            headers.put(name, value);
        }
        return this;
    }

    /** Says which rows came, from a first one on, and of how many; a total of null is unknown. */
    Reply withRange(long first, long count, Long total) {
        var rows = count == 0 ? "*" : first + "-" + (first + count - 1);
        return with("Content-Range", rows + "/" + (total == null ? "*" : total));
    }
}
