package dev.serai.supabase.client.auth;

import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.SupabaseException;
import dev.serai.support.error.Failures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Somebody who stays signed in. Whoever needs a token while it is renewed shares the one renewal, and no thread waits
 * for it. Only a refusal ends a session; a fault on the way to the server does not.
 */
public final class Session {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    /** After a failure the server is left alone that long, unless no token holds any more and it may have come back. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private record Held(Grant grant, Instant since) {

        Instant end() {
            return since.plus(grant.life());
        }

        /** A token that is renewed earlier than in the middle of its life would be renewed all the time. */
        boolean isFresh(Instant now, Duration margin) {
            var half = grant.life().dividedBy(2);
            return now.isBefore(end().minus(margin.compareTo(half) < 0 ? margin : half));
        }
    }

    /**
     * One attempt to get a token, for all who wait.
     *
     * @param signsIn whether it would sign in where there is no session
     */
    private record Attempt(Waiting waiting, int turn, Instant begun, boolean signsIn) {}

    private final String name;
    private final Clock clock;
    private Held held;
    private SupabaseException over;
    private Login owner;
    private Waiting renewal;
    private SupabaseException refusal;
    private Instant pausedUntil = Instant.MIN;
    private int turn;

    Session(String name, Clock clock) {
        this.name = name;
        this.clock = clock;
    }

    /** A token that holds, at once or after it has been renewed. */
    public CompletableFuture<Grant> grant(Renewal by) {
        synchronized (this) {
            if (by.login() != null && !isOwn(by.login())) {
                return CompletableFuture.failedFuture(new SupabaseException(
                        SupabaseError.BAD_OPTION,
                        "session '" + name + "' is named with two values of email or password",
                        "Give each user a session of its own. After a change of the password start the component anew.",
                        null));
            }
            var now = clock.instant();
            var paused = now.isBefore(pausedUntil);
            if (renewal == null && held != null) {
                if (held.isFresh(now, by.margin()) || paused && now.isBefore(held.end())) {
                    return CompletableFuture.completedFuture(held.grant());
                }
            }
            if (renewal == null && paused && refusal != null && by.login() != null) {
                return CompletableFuture.failedFuture(refusal);
            }
        }
        return renewed(by).handle(this::orHeld).thenCompose(answer -> answer);
    }

    private boolean isOwn(Login login) {
        if (owner == null) {
            owner = login;
        }
        return owner.equals(login);
    }

    /** While the server cannot be reached, the token is used up to its very end. */
    private synchronized CompletableFuture<Grant> orHeld(Grant grant, Throwable failure) {
        if (failure == null) {
            return CompletableFuture.completedFuture(grant);
        }
        return held != null && clock.instant().isBefore(held.end())
                ? CompletableFuture.completedFuture(held.grant())
                : CompletableFuture.failedFuture(Failures.unwrap(failure));
    }

    /** A new token, however long the present one holds. */
    public synchronized CompletableFuture<Grant> renewed(Renewal by) {
        if (renewal != null) {
            return renewal.join();
        }
        var executor = by.client().gateway().port().executor();
        var attempt = new Attempt(new Waiting(executor), turn, clock.instant(), by.login() != null);
        renewal = attempt.waiting();
        var mine = renewal.join();
        // Whatever fails in there must end the attempt, or all would wait for ever.
        CompletableFuture.completedFuture(held)
                .thenCompose(old -> old == null ? signIn(by) : renew(by, old))
                .whenComplete((grant, failure) -> finish(attempt, grant, failure));
        return mine;
    }

    private CompletableFuture<Grant> renew(Renewal by, Held old) {
        return refresh(by, old.grant())
                .handle((grant, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.completedFuture(grant);
                    }
                    var told = told(failure, "the session '" + name + "' cannot be refreshed");
                    if (!isRefusal(told)) {
                        return CompletableFuture.<Grant>failedFuture(told);
                    }
                    end(old, told);
                    return by.login() == null ? CompletableFuture.<Grant>failedFuture(told) : signIn(by);
                })
                .thenCompose(answer -> answer);
    }

    private static CompletableFuture<Grant> refresh(Renewal by, Grant old) {
        return old.refreshToken() == null
                ? CompletableFuture.failedFuture(
                        new SupabaseException(AuthError.SESSION_OVER, "the service has given no refresh token"))
                : by.client().refresh(old.refreshToken(), by.project());
    }

    private CompletableFuture<Grant> signIn(Renewal by) {
        if (by.login() == null) {
            return CompletableFuture.failedFuture(nobody());
        }
        return by.client().signIn(by.login(), by.project()).handle((grant, failure) -> {
            if (failure != null) {
                throw told(failure, "nobody can be signed in to session '" + name + "'");
            }
            return grant;
        });
    }

    private void finish(Attempt attempt, Grant fresh, Throwable failure) {
        var given = fresh;
        var lost = failure == null ? null : Failures.unwrap(failure);
        synchronized (this) {
            if (renewal == attempt.waiting()) {
                renewal = null;
            }
            if (turn != attempt.turn()) {
                // Somebody has signed in or out meanwhile, and that counts.
                given = held == null ? null : held.grant();
                lost = held == null ? nobody() : null;
            } else if (lost == null) {
                hold(fresh, attempt.begun());
            } else {
                pause(lost, attempt.signsIn());
            }
        }
        attempt.waiting().end(given, lost);
    }

    private void pause(Throwable lost, boolean signsIn) {
        var now = clock.instant();
        refusal = signsIn && isRefusal(lost) ? (SupabaseException) lost : null;
        pausedUntil = now.plus(PAUSE);
        if (held != null && now.isBefore(held.end())) {
            LOG.warn("{} The present token holds until {}.", lost.getMessage(), held.end());
        }
    }

    private void hold(Grant grant, Instant since) {
        clear();
        held = new Held(grant, since);
    }

    private void clear() {
        held = null;
        over = null;
        refusal = null;
        pausedUntil = Instant.MIN;
    }

    private synchronized void end(Held old, SupabaseException reason) {
        if (held == old) {
            held = null;
            over = reason;
        }
    }

    /** Somebody has signed in. */
    public synchronized void keep(Grant grant) {
        turn++;
        renewal = null;
        hold(grant, clock.instant());
    }

    /** Changes when somebody signs in or out. */
    public synchronized int turn() {
        return turn;
    }

    /** Whoever was signed in at that turn has signed out. */
    public synchronized void forget(int at) {
        if (turn == at) {
            turn++;
            renewal = null;
            clear();
        }
    }

    public synchronized boolean isEmpty() {
        return held == null;
    }

    private synchronized SupabaseException nobody() {
        return over != null
                ? over
                : new SupabaseException(AuthError.NOBODY, "nobody is signed in to session '" + name + "'");
    }

    private static SupabaseException told(Throwable failure, String part) {
        return Failures.unwrap(failure) instanceof SupabaseException known
                ? known.within(part)
                : new SupabaseException(SupabaseError.BROKE, part, SupabaseError.BROKE.remedy(), null);
    }

    /** Whether the auth service has judged, so that the same again cannot succeed. */
    private static boolean isRefusal(Throwable failure) {
        return failure instanceof SupabaseException known
                && known.code() instanceof AuthError
                && !known.isRetryable()
                && known.code() != AuthError.UNREADABLE;
    }

    @Override
    public String toString() {
        return "Session[" + name + "]";
    }
}
