package dev.serai.offline.supabase.storage;

import java.time.Duration;

/** What a test wants to go wrong; set by its thread, read by the event loop. */
final class StorageFaults {
    private Duration delay = Duration.ZERO;
    private int busy;
    private long cutAfter = -1;

    synchronized void delay(Duration each) {
        delay = each;
    }

    synchronized void busy(int times) {
        busy = times;
    }

    synchronized void cutAfter(long bytes) {
        cutAfter = bytes;
    }

    synchronized Duration delay() {
        return delay;
    }

    /** True where the request at hand is to be refused. */
    synchronized boolean takeBusy() {
        return busy > 0 && busy-- > 0;
    }

    /** After how many bytes the transfer at hand is to be cut, or -1. */
    synchronized long takeCut() {
        var bytes = cutAfter;
        cutAfter = -1;
        return bytes;
    }

    synchronized void clear() {
        delay = Duration.ZERO;
        busy = 0;
        cutAfter = -1;
    }
}
