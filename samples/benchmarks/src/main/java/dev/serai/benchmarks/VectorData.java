package dev.serai.benchmarks;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Vectors of length 1 in clusters, always the same ones, with questions from the same clusters.
 *
 * @param nearest what an exact search finds for each question
 */
record VectorData(List<float[]> vectors, List<float[]> questions, List<Set<Integer>> nearest) {

    static final int DIMENSIONS = 384;
    static final int TOP = 10;

    private static final int SEED = 20_261_121;
    private static final int VECTORS_PER_CLUSTER = 100;

    /** How far a vector is from the middle of its cluster, where the middle is at 1. */
    private static final double SPREAD = 0.7;

    static VectorData of(int size, int questions) {
        var random = new Random(SEED);
        var middles = IntStream.range(0, Math.max(1, size / VECTORS_PER_CLUSTER))
                .mapToObj(i -> near(new float[DIMENSIONS], 1, random))
                .toList();
        var vectors = IntStream.range(0, size)
                .mapToObj(i -> near(middles.get(random.nextInt(middles.size())), SPREAD, random))
                .toList();
        var asked = IntStream.range(0, questions)
                .mapToObj(i -> near(middles.get(random.nextInt(middles.size())), SPREAD, random))
                .toList();
        var nearest =
                asked.parallelStream().map(question -> exact(vectors, question)).toList();
        return new VectorData(vectors, asked, nearest);
    }

    private static float[] near(float[] middle, double spread, Random random) {
        var vector = new double[DIMENSIONS];
        var square = 0.0;
        for (var i = 0; i < DIMENSIONS; i++) {
            vector[i] = middle[i] + random.nextGaussian() * spread / Math.sqrt(DIMENSIONS);
            square += vector[i] * vector[i];
        }
        var unit = new float[DIMENSIONS];
        for (var i = 0; i < DIMENSIONS; i++) {
            unit[i] = (float) (vector[i] / Math.sqrt(square));
        }
        return unit;
    }

    private static Set<Integer> exact(List<float[]> vectors, float[] question) {
        var scores = new double[vectors.size()];
        for (var i = 0; i < scores.length; i++) {
            var vector = vectors.get(i);
            for (var k = 0; k < DIMENSIONS; k++) {
                scores[i] += (double) vector[k] * question[k];
            }
        }
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -scores[i]))
                .limit(TOP)
                .collect(HashSet::new, Set::add, Set::addAll);
    }

    /** The part of the nearest vectors that was found. */
    double recall(int question, List<Integer> found) {
        return (double) found.stream().filter(nearest.get(question)::contains).count() / TOP;
    }
}
