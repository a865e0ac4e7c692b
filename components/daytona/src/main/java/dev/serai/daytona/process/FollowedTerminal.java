package dev.serai.daytona.process;

import dev.serai.daytona.client.LogReader;
import dev.serai.daytona.client.PtyFollow;
import dev.serai.daytona.client.PtyWish;
import dev.serai.daytona.client.Toolbox;
import dev.serai.support.run.OutputCutter;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

/** What a terminal shows, as it comes. One that was made for that is deleted at the end. */
public final class FollowedTerminal implements Followed {

    private final PtyWish wish;
    private final AtomicReference<Toolbox> made = new AtomicReference<>();
    private volatile boolean left;

    public FollowedTerminal(PtyWish wish) {
        this.wish = wish;
    }

    @Override
    public OutputCutter cutter(BiConsumer<String, String> lines) {
        return new Pieces(lines);
    }

    @Override
    public CompletableFuture<?> prepare(Toolbox toolbox) {
        // To cancel what is returned must not break the request off: nobody would learn what became of it.
        var ready = new CompletableFuture<Void>();
        wish.createUnlessThere(toolbox).whenComplete((isNew, error) -> {
            if (error != null) {
                ready.completeExceptionally(error);
                return;
            }
            if (isNew) {
                made.set(toolbox);
                if (left) {
                    leave();
                }
            }
            ready.complete(null);
        });
        return ready;
    }

    @Override
    public CompletableFuture<Integer> follow(Toolbox toolbox, LogReader reader) {
        return PtyFollow.start(toolbox, wish.id(), reader);
    }

    @Override
    public boolean goesOn() {
        return true;
    }

    @Override
    public void leave() {
        left = true;
        var toolbox = made.getAndSet(null);
        if (toolbox != null) {
            PtyWish.delete(toolbox, wish.id());
        }
    }
}
