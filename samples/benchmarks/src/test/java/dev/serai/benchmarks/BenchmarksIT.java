package dev.serai.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each benchmark runs and fills its table. What the figures are is no test's business. */
@Timeout(120)
class BenchmarksIT {

    private static final int HEAD = 2;

    private final List<String> lines = new ArrayList<>();

    @Test
    void throughputHasARowForEachClient() throws Exception {
        new Throughput(Plan.TRIAL, lines::add).run();

        assertThat(lines).hasSize(HEAD + 5 * Plan.TRIAL.concurrency().size());
    }

    @Test
    void firstTokenHasMedianAndWorstOfEachDelay() throws Exception {
        new FirstToken(Plan.TRIAL, lines::add).run();

        assertThat(lines).hasSize(HEAD + 4);
    }

    @Test
    void waitingExchangesAreAnsweredInTheEnd() throws Exception {
        new Waiting(Plan.TRIAL, lines::add).run();

        assertThat(lines).hasSize(HEAD + 2);
        assertThat(lines.subList(HEAD, lines.size())).allMatch(row -> row.endsWith("| " + Plan.TRIAL.waiting() + " |"));
    }

    @Test
    void noRunOfAnAgentFails() throws Exception {
        new Agents(Plan.TRIAL, lines::add).run();

        assertThat(lines).hasSize(HEAD + 3);
        assertThat(lines.subList(HEAD, lines.size())).allMatch(row -> row.split(" \\| ")[7].equals("0"));
    }

    @Test
    void allRowsOfATableAreReadByEachClient() throws Exception {
        try (var tables = new Tables(Plan.TRIAL, lines::add)) {
            tables.run();
        }

        assertThat(lines).hasSize(HEAD + 4);
    }

    @Test
    void vectorsAreFoundAfterTheyAreInserted() throws Exception {
        new Vectors(Plan.TRIAL, lines::add).run();

        assertThat(lines).hasSize(HEAD + 3);
    }

    @Test
    void aWebhookAnswersWithRecordsAndWithout() throws Exception {
        try (var records = new Records(Plan.TRIAL, lines::add)) {
            records.run();
        }

        assertThat(lines).hasSize(HEAD + 2);
    }
}
