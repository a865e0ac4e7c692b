package dev.serai.runtime.record;

/**
 * Which run is done again.
 *
 * @param step where it is gone on from; -1 for the start
 * @param id the number of the new run
 */
record Again(long run, long step, long id) {

    /** The property of an exchange that holds it. */
    static final String PROPERTY = "CamelSeraiAgain";
}
