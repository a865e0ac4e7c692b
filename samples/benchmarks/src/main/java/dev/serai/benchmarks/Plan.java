package dev.serai.benchmarks;

import java.time.Duration;
import java.util.List;

/**
 * How long everything takes.
 *
 * @param warmUps rounds that are not counted, until the JVM has compiled what is hot
 * @param rounds how often each figure is taken
 * @param round how long one client runs in one round
 * @param concurrency how many requests are in flight
 * @param firstTokens how many first tokens are timed in one round
 * @param waiting how many exchanges wait at once
 * @param held how long the server keeps them waiting
 * @param agents how many runs of an agent wait at once
 * @param turn how long the model takes for each of their turns
 * @param vectors how many vectors a collection has
 * @param questions how many questions it is asked in one round
 */
record Plan(
        int warmUps,
        int rounds,
        Duration round,
        List<Integer> concurrency,
        int firstTokens,
        int waiting,
        Duration held,
        int agents,
        Duration turn,
        int vectors,
        int questions) {

    static final Plan FULL = new Plan(
            3,
            9,
            Duration.ofSeconds(2),
            List.of(1, 64, 1024),
            500,
            5_000,
            Duration.ofSeconds(60),
            2_000,
            Duration.ofSeconds(5),
            100_000,
            200);

    /** Proves that it runs, and nothing else. */
    static final Plan TRIAL = new Plan(
            0,
            1,
            Duration.ofMillis(50),
            List.of(1, 8),
            3,
            20,
            Duration.ofSeconds(5),
            20,
            Duration.ofSeconds(1),
            2_000,
            5);

    Plan withRounds(int value) {
        return new Plan(
                warmUps, value, round, concurrency, firstTokens, waiting, held, agents, turn, vectors, questions);
    }
}
