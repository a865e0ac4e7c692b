package dev.serai.searxng.client;

import dev.serai.support.error.Failures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The instances that can answer. One that cannot is left alone for a while, and the next one is asked. */
public final class InstancePool {

    private static final Logger LOG = LoggerFactory.getLogger(InstancePool.class);

    private final List<Place> places;
    private final HostPolicy policy;
    private final long restNanos;
    private final LongSupplier clock;
    private final AtomicInteger turn = new AtomicInteger();

    public InstancePool(List<Instance> instances, HostPolicy policy, Duration rest) {
        this(instances, policy, rest, System::nanoTime);
    }

    InstancePool(List<Instance> instances, HostPolicy policy, Duration rest, LongSupplier clock) {
        this.places = instances.stream().map(Place::new).toList();
        this.policy = policy;
        this.restNanos = rest.toNanos();
        this.clock = clock;
    }

    public List<Instance> instances() {
        return places.stream().map(place -> place.instance).toList();
    }

    public <T> CompletableFuture<T> call(Function<Instance, CompletableFuture<T>> question) {
        if (places.size() == 1) {
            return asked(places.get(0), question);
        }
        var pursuit = new Pursuit();
        return pursuit.result(call(ranked(), 0, question, new ArrayList<>(), pursuit));
    }

    private <T> CompletableFuture<T> call(
            List<Place> candidates,
            int index,
            Function<Instance, CompletableFuture<T>> question,
            List<SearxngException> failures,
            Pursuit pursuit) {
        var place = candidates.get(index);
        return pursuit.follow(asked(place, question))
                .handle((answer, error) -> {
                    if (error == null) {
                        place.works();
                        return CompletableFuture.completedFuture(answer);
                    }
                    var cause = Failures.unwrap(error);
                    if (pursuit.isAbandoned()
                            || !(cause instanceof SearxngException failure)
                            || !failure.error().mayGoElsewhere()) {
                        return CompletableFuture.<T>failedFuture(cause);
                    }
                    if (failure.error() != SearxngError.UNKNOWN_NAME) {
                        place.rests(failure);
                    }
                    failures.add(failure);
                    return index + 1 < candidates.size()
                            ? call(candidates, index + 1, question, failures, pursuit)
                            : CompletableFuture.<T>failedFuture(summary(failures));
                })
                .thenCompose(Function.identity());
    }

    private static <T> CompletableFuture<T> asked(Place place, Function<Instance, CompletableFuture<T>> question) {
        try {
            return question.apply(place.instance);
        } catch (RuntimeException e) {
            // As a result, since what is thrown into a stage of another instance's failure would be lost.
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Those that rest come last: they are asked when nobody else is left. */
    private List<Place> ranked() {
        var now = clock.getAsLong();
        var first = policy == HostPolicy.IN_ORDER ? 0 : Math.floorMod(turn.getAndIncrement(), places.size());
        var inTurn = new ArrayList<>(places.subList(first, places.size()));
        inTurn.addAll(places.subList(0, first));
        // Read once: a state that changes while sorting would break the comparison.
        record Ranked(Place place, boolean resting) {}
        return inTurn.stream()
                .map(place -> new Ranked(place, place.isResting(now)))
                .sorted(Comparator.comparing(Ranked::resting))
                .map(Ranked::place)
                .toList();
    }

    /** An instance that has answered, if only that its engines did not, says more than one that was not reached. */
    private static SearxngException summary(List<SearxngException> failures) {
        for (var failure : failures) {
            if (failure instanceof UnresponsiveException) {
                return failure;
            }
        }
        if (failures.stream().noneMatch(failure -> failure.error().retryable())) {
            // To come again later would not help, and the summary's code would say that it does.
            return failures.get(0);
        }
        var all = new ArrayList<String>();
        failures.forEach(failure -> all.add("[" + failure.getId() + "] " + failure.getFact()));
        return new SearxngException(
                SearxngError.NO_INSTANCE,
                "no instance answers: " + String.join("; ", all),
                failures.get(failures.size() - 1));
    }

    private final class Place {
        private final Instance instance;
        private volatile Long restsUntil;

        Place(Instance instance) {
            this.instance = instance;
        }

        boolean isResting(long now) {
            var until = restsUntil;
            return until != null && now - until < 0;
        }

        void rests(SearxngException failure) {
            if (restsUntil == null) {
                LOG.warn("{} is left alone for {} s: {}", instance, restNanos / 1_000_000_000, failure.getMessage());
            }
            restsUntil = clock.getAsLong() + restNanos;
        }

        void works() {
            if (restsUntil != null) {
                restsUntil = null;
                LOG.info("{} answers again", instance);
            }
        }
    }
}
