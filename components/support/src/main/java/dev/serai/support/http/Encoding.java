package dev.serai.support.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** Names and values as parts of an address. */
public final class Encoding {

    private Encoding() {}

    /** A value of the query, or one segment of a path. */
    public static String part(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /**
     * A segment of a path; the dots that mean another folder are refused, since proxies would follow them.
     *
     * @param bad makes the error from what is wrong with the name
     */
    public static String segment(String name, Function<String, ? extends RuntimeException> bad) {
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            throw bad.apply("'" + name + "' cannot be a name in a path");
        }
        return part(name);
    }
}
