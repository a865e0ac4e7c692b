package dev.serai.n8n.convert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OldDatePatternTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "YYYY-MM-DD HH:mm:ss, yyyy-MM-dd HH:mm:ss",
                "dddd D MMM YY, cccc d MMM yy",
                "h:mm A, h:mm a",
                "[at] X, 'at' X",
                "={{ $json.f }}, ={{ $json.f }}"
            })
    void lettersOfTheFirstVersionAreThoseOfToday(String before, String today) {
        assertThat(OldDatePattern.today(before)).isEqualTo(today);
    }
}
