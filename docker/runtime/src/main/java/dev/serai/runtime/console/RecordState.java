package dev.serai.runtime.console;

import dev.serai.runtime.console.SystemState.Fact;
import dev.serai.runtime.record.RecordCounts;
import dev.serai.runtime.record.RunRecords;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** How the recording of runs is doing, and what it had to leave out. */
final class RecordState {

    private final RunRecords records;

    RecordState(RunRecords records) {
        this.records = records;
    }

    CompletionStage<List<SystemState>> look() {
        return records.counts()
                .handle((counts, error) -> List.of(
                        error == null
                                ? state(counts)
                                : SystemState.down(
                                        "Records of runs",
                                        "store",
                                        Problem.of(Problem.known(error)).fact())));
    }

    private static SystemState state(RecordCounts counts) {
        long lost = counts.lostRuns() + counts.lostSteps() + counts.faults();
        long runs = counts.runs().values().stream().mapToLong(Long::longValue).sum();
        return new SystemState(
                "Records of runs",
                "store",
                lost == 0 ? "up" : "degraded",
                List.of(
                        new Fact("Runs kept", runs),
                        new Fact("Size", (counts.bytes() >> 10) + " KiB"),
                        new Fact("Waiting to be written", counts.waiting()),
                        new Fact("Runs left out", counts.lostRuns()),
                        new Fact("Steps left out", counts.lostSteps() + counts.faults())),
                lost == 0
                        ? List.of()
                        : List.of("More happened than could be written, so some of it was not recorded."));
    }
}
