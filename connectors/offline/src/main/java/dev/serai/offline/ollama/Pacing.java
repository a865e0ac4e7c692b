package dev.serai.offline.ollama;

import java.time.Duration;

/** How long a reply takes: until its first token, and from one token to the next. */
record Pacing(Duration first, Duration each) {
    static final Pacing AT_ONCE = new Pacing(Duration.ZERO, Duration.ZERO);
}
