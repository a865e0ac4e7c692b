package dev.serai.runtime.load;

/** How a file of the folders fares. */
public enum FileState {
    /** The file's newest version runs. */
    ON,
    /** The file is loaded, and each of its routes is switched off. */
    OFF,
    /** Nothing of the file runs; its problems say why. */
    BROKEN,
    /** The last good version runs, because the newest one cannot be loaded; the problems say why. */
    STALE
}
