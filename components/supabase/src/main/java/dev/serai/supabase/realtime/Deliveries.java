package dev.serai.supabase.realtime;

import dev.serai.supabase.client.realtime.RealtimeEvent;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BiConsumer;

/**
 * Lets so many events be under way at once, in the order in which they came. The next message is asked for when there is
 * room for it, so that no more than one event waits for each connection.
 */
final class Deliveries {

    private final int most;
    private final BiConsumer<RealtimeEvent, Runnable> route;
    private final Queue<RealtimeEvent> waiting = new ArrayDeque<>();
    private Runnable more;
    private int underWay;

    /** @param route takes an event, and what is to be run when the route is done with it */
    Deliveries(int most, BiConsumer<RealtimeEvent, Runnable> route) {
        this.most = most;
        this.route = route;
    }

    /** Notes an event, for {@link #proceed}. */
    synchronized void add(RealtimeEvent event, Runnable wish) {
        waiting.add(event);
        next(wish);
    }

    /** Notes how the next message is asked for. */
    synchronized void next(Runnable wish) {
        // a wish that is still here is that of a connection that has ended
        more = wish;
    }

    private void done() {
        synchronized (this) {
            underWay--;
        }
        proceed();
    }

    /** Begins what there is room for. */
    void proceed() {
        while (true) {
            RealtimeEvent next;
            Runnable wish = null;
            synchronized (this) {
                if (underWay == most) {
                    return;
                }
                next = waiting.poll();
                if (next == null) {
                    wish = more;
                    more = null;
                } else {
                    underWay++;
                }
            }
            if (next == null) {
                if (wish != null) {
                    wish.run();
                }
                return;
            }
            route.accept(next, this::done);
        }
    }

    /** Forgets what waits. */
    synchronized void clear() {
        waiting.clear();
        more = null;
    }
}
