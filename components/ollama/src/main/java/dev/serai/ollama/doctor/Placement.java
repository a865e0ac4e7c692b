package dev.serai.ollama.doctor;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/**
 * Where a loaded model lies.
 *
 * @param gpuShare from 0 (all in the CPU's memory) to 1 (all in the GPU's)
 */
public record Placement(double gpuShare) {

    /**
     * How many times longer a CPU takes for a token than a GPU. What takes the time is reading the weights, and a GPU's
     * memory is about 8 to 10 times faster than that of the CPU beside it.
     */
    static final double CPU_FACTOR = 9;

    public static Placement of(long size, long sizeVram) {
        return new Placement(size <= 0 ? 0 : Math.min(1, Math.max(0, (double) sizeVram / size)));
    }

    public boolean onGpu() {
        return gpuShare >= 1;
    }

    public boolean onCpu() {
        return gpuShare <= 0;
    }

    /** A split model is never called whole, however small its smaller part is. */
    public int cpuPercent() {
        return onGpu() ? 0 : onCpu() ? 100 : (int) Math.min(99, Math.max(1, Math.round(100 * (1 - gpuShare))));
    }

    /** An estimate: how many times longer a token takes than it would with the whole model on the GPU. */
    public double slowdown() {
        return gpuShare + (1 - gpuShare) * CPU_FACTOR;
    }

    String slowdownText() {
        return new DecimalFormat("0.#", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(slowdown());
    }

    @Override
    public String toString() {
        return onGpu() ? "wholly on the GPU" : onCpu() ? "wholly on the CPU" : (100 - cpuPercent()) + " % on the GPU";
    }
}
