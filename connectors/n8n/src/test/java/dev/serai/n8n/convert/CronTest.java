package dev.serai.n8n.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.support.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*/5 * * * *|0 */5 * * * ?",
                "0 9 * * 1-5|0 0 9 ? * 2-6",
                "0 9 * * 0|0 0 9 ? * 1",
                "0 9 * * 7|0 0 9 ? * 1",
                "0 9 * * MON|0 0 9 ? * MON",
                "30 0 9 1 * *|30 0 9 1 * ?"
            })
    void fieldsAreWrittenAsQuartzDoes(String given, String quartz) {
        assertThat(Cron.of(given)).isEqualTo(quartz);
    }

    @Test
    void whatIsNoTimeIsNotTaken() {
        assertThat(Cron.of("{{ x }} * * * *")).isNull();
        assertThat(Cron.of("* * *")).isNull();
    }

    @Test
    void aTimeOfTheDayIsKept() throws Exception {
        assertThat(Cron.of("days", Json.read("{\"triggerAtHour\": 7, \"triggerAtMinute\": 30}")))
                .isEqualTo("0 30 7 * * ?");
        assertThat(Cron.of("weeks", Json.read("{\"triggerAtDay\": [1, 5], \"triggerAtHour\": 7}")))
                .isEqualTo("0 0 7 ? * 2,6");
    }
}
