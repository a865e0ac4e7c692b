package dev.serai.supabase.client.auth;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All who are signed in. A session belongs to its server, so that no other one ever sees its token. */
public final class Sessions {

    /** A session without a name belongs to the password too: who knows only the address is somebody else. */
    private record Key(URI server, String name, Login login) {}

    private final Map<Key, Session> sessions = new ConcurrentHashMap<>();
    private final Clock clock;

    public Sessions(Clock clock) {
        this.clock = clock;
    }

    /** The session of a name that the route's author has given. */
    public Session named(URI server, String name) {
        return sessions.computeIfAbsent(new Key(server, name, null), key -> new Session(name, clock));
    }

    /** The session of whoever signs in with an address without giving the session a name. */
    public Session of(URI server, Login login) {
        return sessions.computeIfAbsent(new Key(server, null, login), key -> new Session(login.email(), clock));
    }

    public void clear() {
        sessions.clear();
    }
}
