package dev.serai.runtime.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Who has logged in, by a random token; forgotten when the process ends. */
final class Sessions {

    static final long IDLE_MILLIS = 12 * 3600_000L;

    private static final int MOST = 1000;
    private static final int BYTES = 32;

    private record Session(Caller caller, long used, long end) {}

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;
    private final Map<String, Session> sessions = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
            return size() > MOST;
        }
    };

    Sessions(Clock clock) {
        this.clock = clock;
    }

    synchronized String open(Caller caller) {
        return open(caller, Long.MAX_VALUE);
    }

    /** @param end when it ends although it is used, in milliseconds of the clock */
    synchronized String open(Caller caller, long end) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        sessions.put(token, new Session(caller, clock.millis(), end));
        return token;
    }

    /** Null where nobody is logged in by this token. */
    synchronized Caller find(String token) {
        var session = token == null ? null : sessions.get(token);
        if (session == null) {
            return null;
        }
        var now = clock.millis();
        if (now - session.used() > IDLE_MILLIS || now > session.end()) {
            sessions.remove(token);
            return null;
        }
        sessions.put(token, new Session(session.caller(), now, session.end()));
        return session.caller();
    }

    synchronized void close(String token) {
        sessions.remove(token);
    }
}
