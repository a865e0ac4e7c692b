package dev.serai.supabase.client.realtime;

import dev.serai.supabase.client.Credentials;
import dev.serai.supabase.client.Gateway;
import dev.serai.supabase.client.SupabaseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Keeps a channel joined: joins again after each loss, and names the time between. */
public final class RealtimeChannel implements AutoCloseable {

    /**
     * Hears what a channel tells; {@code more} lets the next message come. What has been joined and what happens is told in
     * order, over all connections, and only to be noted: {@link #noted} is the call to work in. No call must block.
     */
    public interface Listener {

        /** Joined; the gap is null for the first time. */
        void joined(RealtimeEvent.Gap gap, Runnable more);

        void event(RealtimeEvent event, Runnable more);

        /** Something was told to be noted. */
        void noted();

        /** Not joined, or not any more; the next attempt comes after the delay. */
        void lost(SupabaseException reason, Duration delay);
    }

    /** A commit that far ahead of this machine's clock is no sign of anything. */
    private static final Duration MOST_AHEAD = Duration.ofDays(1);

    private final Gateway gateway;
    private final ChannelPlan plan;
    private final Supplier<CompletionStage<Credentials>> credentials;
    private final Listener listener;
    private RealtimeSession session;
    /** That of the connection which may tell something; null while there is none. */
    private Ear ear;

    private Future<?> retry;
    private boolean closed;
    private boolean joined;
    private boolean everJoined;
    private long joinedAt;
    private int failures;
    private SupabaseException trouble;
    private Instant lastCommit;
    /** How far the server's clock is ahead of this one, at least. */
    private Duration ahead = Duration.ZERO;

    /** How far the server's clock is behind this one, at most; null while no change has told. */
    private Duration behind;

    private Instant gapFrom;
    private String gapReason;

    public RealtimeChannel(
            Gateway gateway, ChannelPlan plan, Supplier<CompletionStage<Credentials>> credentials, Listener listener) {
        this.gateway = gateway;
        this.plan = plan;
        this.credentials = credentials;
        this.listener = listener;
    }

    public void open() {
        RealtimeSession fresh;
        synchronized (this) {
            if (closed) {
                return;
            }
            ear = new Ear();
            fresh = new RealtimeSession(gateway, plan, credentials, ear);
            session = fresh;
        }
        fresh.open();
    }

    public synchronized boolean isJoined() {
        return joined;
    }

    /** Why the channel is not joined, as far as that is known. */
    public synchronized Optional<SupabaseException> trouble() {
        return joined ? Optional.empty() : Optional.ofNullable(trouble);
    }

    private void joined(Ear from, Runnable more) {
        synchronized (this) {
            if (from != ear) {
                return;
            }
            joined = true;
            joinedAt = System.nanoTime();
            var now = Instant.now().plus(ahead);
            var gap = everJoined ? new RealtimeEvent.Gap(gapFrom, now, lastCommit, gapReason) : null;
            everJoined = true;
            gapFrom = null;
            listener.joined(gap, more);
        }
        listener.noted();
    }

    private void event(Ear from, RealtimeEvent event, Runnable more) {
        synchronized (this) {
            // What a lost connection still tells lies in the gap that the next one names.
            if (from != ear) {
                return;
            }
            if (event instanceof RealtimeEvent.Change change && change.committed() != null) {
                committed(change.committed());
            }
            listener.event(event, more);
        }
        listener.noted();
    }

    private void committed(Instant at) {
        var early = Duration.between(Instant.now(), at);
        if (early.compareTo(MOST_AHEAD) < 0) {
            lastCommit = later(lastCommit, at);
            ahead = early.compareTo(ahead) > 0 ? early : ahead;
            var late = early.isNegative() ? early.negated() : Duration.ZERO;
            behind = behind == null || late.compareTo(behind) < 0 ? late : behind;
        }
    }

    private void ended(RealtimeSession ended, SupabaseException reason) {
        Duration delay;
        synchronized (this) {
            if (closed || ended != session) {
                return;
            }
            if (everJoined && gapFrom == null) {
                // The server decodes its log a little late, and what it had sent may have been lost on the way.
                var slow = behind == null ? Duration.ZERO : behind;
                gapFrom = later(
                        lastCommit, ended.aliveAt().minus(plan.heartbeat()).minus(slow));
                gapReason = reason.getFact();
            }
            if (joined && System.nanoTime() - joinedAt >= longestDelay().toNanos()) {
                failures = 0;
            }
            joined = false;
            ear = null;
            trouble = reason;
            delay = delay(failures++);
            try {
                retry = gateway.port()
                        .timer()
                        .schedule(
                                () -> gateway.port().executor().execute(this::open),
                                delay.toMillis(),
                                TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                // the component is being stopped
                return;
            }
        }
        listener.lost(reason, delay);
    }

    @Override
    public void close() {
        RealtimeSession last;
        synchronized (this) {
            closed = true;
            joined = false;
            last = session;
            if (retry != null) {
                retry.cancel(false);
            }
        }
        if (last != null) {
            last.close();
        }
    }

    /** Only a channel that has held for so long begins anew: a server may let everybody join and hang up at once. */
    private Duration longestDelay() {
        return plan.delays().stream().max(Duration::compareTo).orElseThrow();
    }

    /** A quarter more or less, so that a thousand clients do not come back in the same moment. */
    private Duration delay(int failed) {
        var delays = plan.delays();
        var millis = delays.get(Math.min(failed, delays.size() - 1)).toMillis();
        var jitter = Math.max(1, millis / 2);
        return Duration.ofMillis(
                millis - millis / 4 + ThreadLocalRandom.current().nextLong(jitter));
    }

    private static Instant later(Instant one, Instant other) {
        return one == null || other.isAfter(one) ? other : one;
    }

    private final class Ear implements RealtimeSession.Owner {
        @Override
        public void joined(Runnable more) {
            RealtimeChannel.this.joined(this, more);
        }

        @Override
        public void event(RealtimeEvent event, Runnable more) {
            RealtimeChannel.this.event(this, event, more);
        }

        @Override
        public void ended(RealtimeSession session, SupabaseException reason) {
            RealtimeChannel.this.ended(session, reason);
        }
    }
}
