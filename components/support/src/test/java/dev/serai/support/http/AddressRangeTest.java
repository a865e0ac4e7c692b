package dev.serai.support.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @Test
    void anAddressIsReadInItsForms() {
        assertThat(AddressRange.address("10.0.0.2").getHostAddress()).isEqualTo("10.0.0.2");
        assertThat(AddressRange.address("::ffff:10.0.0.2").getHostAddress()).isEqualTo("10.0.0.2");
        assertThat(AddressRange.parse("fd00::/64").contains(AddressRange.address("fd00::7")))
                .isTrue();
        assertThat(AddressRange.parse("fd00::/64").contains(AddressRange.address("10.0.0.2")))
                .isFalse();
    }

    /** The second half would be asked for by the JDK, or read in a form of its own. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "10.0.0",
                "0x7f.0.0.1",
                "2130706433",
                "localhost",
                "zz:evil.example",
                ".:",
                "fe80::1%lo",
                "a:b"
            })
    void aNameIsNoAddress(String text) {
        assertThat(AddressRange.address(text)).isNull();
    }
}
