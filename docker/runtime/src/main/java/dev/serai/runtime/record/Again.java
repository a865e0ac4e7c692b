package dev.serai.runtime.record;

/**
 * What a run is that nobody outside has begun.
 *
 * @param run which is done again; null for a first one
 * @param step where it is gone on from; -1 for the start
 * @param id the number of the new run
 */
record Again(Long run, long step, long id) {

    /** The property of an exchange that holds it. */
    static final String PROPERTY = "CamelSeraiAgain";
}
