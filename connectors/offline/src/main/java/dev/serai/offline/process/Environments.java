package dev.serai.offline.process;

import java.util.LinkedHashMap;
import java.util.Map;

/** Environments for programs; of the JVM's own, which may hold secrets, only the search path is taken. */
public final class Environments {
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private Environments() {}

    public static Map<String, String> bare() {
        var values = new LinkedHashMap<String, String>();
        var path = System.getenv("PATH");
        values.put("PATH", path == null || path.isBlank() ? PATH : path);
        values.put("LANG", "C.UTF-8");
        return values;
    }
}
