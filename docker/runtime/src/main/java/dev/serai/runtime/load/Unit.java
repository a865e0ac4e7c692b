package dev.serai.runtime.load;

import java.util.List;
import java.util.Set;

/** A file's way through the loader. One thread writes; what others read is volatile. */
final class Unit {

    final String path;
    volatile LiveFile live;
    volatile List<FileProblem> problems = List.of();
    /** Whether the last good version runs in place of the newest. */
    volatile boolean stale;
    /** Why the file is none of ours; null if it is. */
    volatile String skipped;
    /** Whether the file was tried at least once. */
    volatile boolean tried;

    Source source;
    /** Whether one look has found the file. */
    boolean seen;
    /** Whether two looks have found the file the same. */
    boolean settled;
    /** How many looks have not found the file. */
    int absent;
    /** What was read at the last try. */
    String triedHash;
    /** Kamelets that the last version that could be read uses. */
    Set<String> uses = Set.of();
    /** Something is under way that is not finished on the loader's thread. */
    boolean busy;
    /** Something came up while it was busy. */
    boolean again;

    boolean leaving;

    Unit(Source source) {
        this.path = source.path();
        this.source = source;
    }

    boolean ours() {
        return tried && (live != null || !problems.isEmpty());
    }
}
