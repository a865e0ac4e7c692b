package dev.serai.offline.daytona.api;

/**
 * Processors, and memory and disk in GiB.
 *
 * @param cpu processors
 */
public record Resources(int cpu, int memory, int disk) {
    static final Resources USUAL = new Resources(1, 1, 3);

    Resources plus(Resources other) {
        return new Resources(cpu + other.cpu, memory + other.memory, disk + other.disk);
    }
}
