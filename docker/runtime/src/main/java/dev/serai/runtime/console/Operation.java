package dev.serai.runtime.console;

/** Answers a request of the page. It runs on a thread that may wait for a database. */
@FunctionalInterface
interface Operation {

    /** @return what is written as JSON, or a stage of it; null writes an empty object */
    Object answer(ApiCall call) throws Exception;
}
