package dev.serai.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OverloadTest {

    private static final Node NODE = new Node("r", "n", "setBody", "setBody", false, false);
    private final Backlog backlog = new Backlog();
    private long next = 1;

    private Run ended(int steps, String text) {
        var run = new Run(next++, "r", null, null, false);
        backlog.began(run);
        for (int i = 0; i < steps; i++) {
            var step = run.begin(NODE, -1, 0);
            step.in = new Shown(Shown.TEXT, null, text, text.length(), false, false);
            run.weigh(step.in.weight());
            step.end();
            run.push(step);
        }
        run.end(Shown.NONE, null);
        backlog.ended(run);
        return run;
    }

    @Test
    void whenManyWaitNewRunsAreLeftOutThenStepsAndThenRunsThatHadBegun() {
        for (int i = 0; i < Backlog.FULL_RUNS; i++) {
            assertThat(backlog.refuses()).isFalse();
            ended(2, "x");
        }
        assertThat(backlog.refuses()).isTrue();
        assertThat(backlog.lostRuns()).isEqualTo(1);
        for (int i = 0; i < Backlog.FULL_RUNS; i++) {
            ended(2, "x");
        }
        assertThat(backlog.lostSteps()).isZero();
        assertThat(ended(2, "x").lost()).isEqualTo(2);
        assertThat(backlog.lostSteps()).isEqualTo(2);
        for (int i = backlog.size(); i < Backlog.MOST_RUNS; i++) {
            ended(1, "x");
        }
        assertThat(backlog.lostRuns()).isEqualTo(1);
        ended(1, "x");
        assertThat(backlog.lostRuns()).isEqualTo(2);
        assertThat(backlog.size()).isEqualTo(Backlog.MOST_RUNS);
        assertThat(backlog.open()).hasSize(Backlog.MOST_RUNS);
    }

    @Test
    void aRunThatIsAlreadyInTheDatabaseIsNotLeftOut() {
        for (int i = 0; i < Backlog.MOST_RUNS; i++) {
            ended(0, "");
        }
        var known = new Run(next++, "r", null, null, true);
        known.end(Shown.NONE, null);
        backlog.ended(known);
        assertThat(backlog.lostRuns()).isZero();
        assertThat(backlog.size()).isEqualTo(Backlog.MOST_RUNS + 1);
    }

    @Test
    void largeBodiesFillItToo() {
        var text = "x".repeat(1_024 * 1_024);
        for (int i = 0; i < 40; i++) {
            ended(1, text);
        }
        assertThat(backlog.lostSteps()).isPositive();
        while (backlog.next() != null) {
            assertThat(backlog.size()).isLessThan(40);
        }
        ended(1, "x");
        assertThat(List.of(backlog.next()))
                .allSatisfy(run -> assertThat(run.lost()).isZero());
    }

    @Test
    void whatIsWrittenLongAgoDoesNotFillIt() {
        var run = new Run(next++, "r", null, null, false);
        backlog.began(run);
        for (int i = 0; i < 40; i++) {
            var step = run.begin(NODE, -1, 0);
            assertThat(run.weigh(1_024 * 1_024)).isEqualTo(i < 15);
            step.end();
            run.push(step);
            run.take();
        }
        run.end(Shown.NONE, null);
        backlog.ended(run);
        assertThat(backlog.refuses()).isFalse();
        assertThat(ended(1, "x").lost()).isZero();
    }
}
