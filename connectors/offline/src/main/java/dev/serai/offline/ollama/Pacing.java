package dev.serai.offline.ollama;

import java.time.Duration;

/**
 * How long a reply takes, until its first token and from one token to the next, and in writes of how many bytes its
 * stream goes out, where 0 means whole lines.
 */
record Pacing(Duration first, Duration each, int bytesPerWrite) {
    static final Pacing AT_ONCE = new Pacing(Duration.ZERO, Duration.ZERO, 0);
}
