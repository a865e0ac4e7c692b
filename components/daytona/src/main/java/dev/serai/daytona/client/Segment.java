package dev.serai.daytona.client;

import dev.serai.support.http.Encoding;

/** A name as one segment of a path. */
public final class Segment {

    private Segment() {}

    public static String of(String name) {
        return Encoding.segment(name, fact -> new DaytonaException(DaytonaError.BAD_OPTION, fact));
    }
}
