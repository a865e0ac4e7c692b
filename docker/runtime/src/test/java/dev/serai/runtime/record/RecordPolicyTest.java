package dev.serai.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class RecordPolicyTest {

    private static final RouteBuilder ECHO = new RouteBuilder() {
        @Override
        public void configure() {
            from("direct:echo").routeId("echo").setBody(simple("${body}!"));
        }
    };

    @Test
    void tenThousandRunsAreRecordedAndOnlyTheNewestKept() throws Exception {
        try (var recording = memory(Map.of("keep-runs", "1000"))) {
            for (int i = 0; i < 10_000; i++) {
                recording.template.requestBody("direct:echo", "run " + i);
                if (i % 500 == 0) {
                    recording.counts();
                }
            }
            var newest = recording.find(RunQuery.newest(1)).get(0);
            assertThat(newest.input()).isEqualTo("run 9999");
            assertThat(recording.load(newest.id()).steps()).hasSize(1);
            assertThat(recording.counts().runs().get(RunState.DONE)).isBetween(1_000L, 1_100L);
            assertThat(recording.counts().lostRuns()).isZero();
            var oldest = recording.find(RunQuery.newest(500));
            assertThat(recording.load(oldest.get(oldest.size() - 1).id()).steps())
                    .hasSize(1);
        }
    }

    @Test
    void theSizeOfWhatIsKeptIsBounded() throws Exception {
        try (var recording = memory(Map.of("keep-mib", "1"))) {
            for (int i = 0; i < 400; i++) {
                recording.template.requestBody("direct:echo", i + "x".repeat(8_000));
                if (i % 20 == 19) {
                    recording.counts();
                }
            }
            assertThat(recording.counts().bytes()).isLessThanOrEqualTo(1_024 * 1_024);
            var runs = recording.runs();
            assertThat(runs).isNotEmpty().hasSizeLessThan(400);
            assertThat(runs.get(0).input()).startsWith("399x");
            try (var connection = recording.source.getConnection();
                    var size = connection
                            .createStatement()
                            .executeQuery("SELECT SUM(LENGTH(data)) FROM serai_record_part")) {
                size.next();
                assertThat(size.getLong(1)).isLessThan(1_500_000);
            }
        }
    }

    @Test
    void whatIsTooOldIsRemoved() throws Exception {
        var url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
        try (var source = Recording.source(url)) {
            new RecordTables(source).open();
            try (var connection = source.getConnection();
                    var statement = connection.createStatement()) {
                statement.execute(
                        "INSERT INTO serai_record (id, owner, workflow, state, began, steps, lost, prompt_tokens,"
                                + " output_tokens, bytes, parts) VALUES (5, 0, 'old', 'done', 0, 0, 0, 0, 0, 10, ''),"
                                + " (6, 0, 'asked', 'waiting', 0, 0, 0, 0, 0, 10, '')");
            }
            try (var recording = new Recording(url, Map.of(), ECHO)) {
                Awaitility.await()
                        .atMost(20, TimeUnit.SECONDS)
                        .until(() -> recording.runs().size() == 1);
                assertThat(recording.runs().get(0).workflow()).isEqualTo("asked");
            }
        }
    }

    @Test
    void withoutRunsToKeepNothingIsRecorded() throws Exception {
        try (var recording = memory(Map.of("keep-runs", "0"))) {
            recording.template.requestBody("direct:echo", "x");
            assertThat(recording.runs()).isEmpty();
        }
    }

    @Test
    void aBadSettingIsNamed() {
        assertThatThrownBy(() -> RecordPolicy.of(name -> name.endsWith("keep-days") ? "soon" : null))
                .hasMessageContaining("RUNTIME-001")
                .hasMessageContaining("serai.records.keep-days is 'soon'");
        assertThat(RecordPolicy.defaults()).isEqualTo(new RecordPolicy(10_000, 30, 512, 16_384, Set.of()));
    }

    private static Recording memory(Map<String, String> settings) throws Exception {
        return new Recording("jdbc:h2:mem:" + UUID.randomUUID(), settings, ECHO);
    }

    @Test
    void theLargestBodiesAndManyHeadersFitIntoARow() throws Exception {
        try (var recording = memory(Map.of("body-limit", "131072"))) {
            var headers = new HashMap<String, Object>();
            for (int i = 0; i < 200; i++) {
                headers.put("header" + i, "漢".repeat(10_000));
            }
            var body = "漢".repeat(200_000);
            recording.template.requestBodyAndHeaders("direct:echo", body, headers);
            var step = recording.load(recording.runs().get(0).id()).steps().get(0);
            assertThat(step.input().text()).isEqualTo(body.substring(0, 131_072));
            assertThat(step.headers()).hasSize(101).containsKey(Fields.MORE);
            assertThat(recording.counts().lostSteps()).isZero();
        }
    }
}
