package dev.serai.modal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Keeps which call of a function belongs to which key, so that after a restart it is waited for and not made again. No
 * method blocks its caller. What a completed stage has kept is there after a restart, as far as the store is durable.
 */
public interface CallStore {

    /**
     * A call that was begun.
     *
     * @param key      names what it was made for; it may hold anything
     * @param callId   the service's identifier of it
     * @param followed whether a consumer of results is to have its result
     */
    record Kept(String key, String callId, boolean followed) {}

    CompletionStage<Optional<Kept>> find(String key);

    CompletionStage<Void> keep(Kept call);

    CompletionStage<Void> forget(String key);

    /** The calls that a consumer is to follow. */
    CompletionStage<List<Kept>> followed();
}
