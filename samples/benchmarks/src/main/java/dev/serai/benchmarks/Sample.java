package dev.serai.benchmarks;

import java.util.ArrayList;
import java.util.Collections;

/** Figures of one kind. */
final class Sample {

    private final ArrayList<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
    }

    double median() {
        return quantile(0.5);
    }

    double min() {
        return quantile(0);
    }

    double max() {
        return quantile(1);
    }

    /** The smallest value that is not below this part of all values. */
    double quantile(double part) {
        var sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(Math.max(0, (int) Math.ceil(part * sorted.size()) - 1));
    }
}
