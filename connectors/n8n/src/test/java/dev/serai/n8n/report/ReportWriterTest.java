package dev.serai.n8n.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportWriterTest {

    private final Report report = new Report("W");

    @Test
    void whatHoldsForManyNodesIsSaidOnce() {
        report.tell(Finding.Kind.CREDENTIAL, "Read", "the database", "Set a.database.");
        report.tell(Finding.Kind.CREDENTIAL, "Mail", "the mail server", "Set a.mail.");
        report.tell(Finding.Kind.CREDENTIAL, "Write", "the database", "Set a.database.");

        assertThat(ReportWriter.markdown(report))
                .contains(
                        "| the database | Set a.database. | Read, Write |\n| the mail server | Set a.mail. | Mail |\n");
    }

    @Test
    void whatIsToBeDoneAndWhatItReachesComeFirst() {
        report.tell(Finding.Kind.SETTING, "A", "options.x", "Check.");
        report.tell(Finding.Kind.CREDENTIAL, "A", "the database", "Set it.");
        report.reaches(List.of(new Reach(Reach.Kind.SERVER, "http://localhost", List.of("A"))));

        assertThat(ReportWriter.markdown(report))
                .contains("look at what it reaches")
                .containsSubsequence("## To be configured", "## What it reaches", "## Not kept", "## Nodes");
        var alone = new Report("Alone");
        alone.reaches(report.reaches());
        alone.tell(Finding.Kind.CREDENTIAL, "A", "the database", "Set it.");
        assertThat(ReportWriter.markdown(alone)).containsOnlyOnce("## What it reaches");
    }

    @Test
    void namesAreNotReadAsMarkdown() {
        report.tell(Finding.Kind.NOTE, "<b>[x](http://y)|", "*a*", "`b`");

        assertThat(ReportWriter.markdown(report))
                .contains("| \\*a\\* | \\`b\\` | &lt;b>\\[x\\](http://y)\\| |")
                .doesNotContain("<b>");
    }
}
