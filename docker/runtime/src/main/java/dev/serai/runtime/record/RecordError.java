package dev.serai.runtime.record;

import dev.serai.support.error.ErrorCode;

/** Failures of recording and of doing runs again. */
public enum RecordError implements ErrorCode {
    NO_RUN("RECORDS-201", "Look for it in the list of runs; old ones are removed by serai.records.keep-*."),
    NO_STEP("RECORDS-202", "Take a step of this run."),
    NOT_WHOLE("RECORDS-203", "Start the workflow anew, or raise serai.records.body-limit for later runs."),
    NO_ROUTE("RECORDS-204", "Load the workflow's file again, or start the route."),
    STORE_FAILED("RECORDS-301", "Look at the database that serai.sql.url names.") {
        @Override
        public boolean retryable() {
            return true;
        }
    },
    CLOSED("RECORDS-302", "Ask again when the runtime has started.");

    private final String id;
    private final String remedy;

    RecordError(String id, String remedy) {
        this.id = id;
        this.remedy = remedy;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String remedy() {
        return remedy;
    }
}
