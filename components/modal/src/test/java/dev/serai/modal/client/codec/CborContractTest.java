package dev.serai.modal.client.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.modal.client.error.ModalException;
import dev.serai.support.json.Json;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CborContractTest {

    static List<String> names() {
        return Vectors.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void writesWhatPythonWrites(String name) {
        var vector = Vectors.of(name);

        assertThat(Vectors.hex(Cbor.encode(Vectors.value(vector.path("value_json")))))
                .isEqualTo(vector.path("cbor_python").asText());
    }

    @ParameterizedTest
    @MethodSource("names")
    void readsWhatPythonWrites(String name) {
        var vector = Vectors.of(name);

        assertThat(Cbor.decode(Vectors.bytes(vector.path("cbor_python").asText())))
                .usingRecursiveComparison()
                .isEqualTo(Vectors.value(vector.path("value_json")));
    }

    @ParameterizedTest
    @MethodSource("names")
    void readsWhatTheJavaScriptClientWrites(String name) {
        var vector = Vectors.of(name);
        var read = Cbor.decode(Vectors.bytes(vector.path("cbor_js_0.11.1").asText()));

        if (name.equals("ints")) {
            // JavaScript has one kind of number, and writes large ones as fractions.
            var ints = (List<?>) ((List<?>) read).get(0);
            assertThat(ints.get(ints.size() - 1)).isEqualTo(9007199254740991d);
            assertThat(ints.get(0)).isEqualTo(0L);
        } else {
            assertThat(read).usingRecursiveComparison().isEqualTo(Vectors.value(vector.path("value_json")));
        }
    }

    @Test
    void valuesComeBackAsTheyWere() {
        var values = Arrays.<Object>asList(
                null,
                true,
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                BigInteger.TWO.pow(64).subtract(BigInteger.ONE),
                BigInteger.TWO.pow(64),
                BigInteger.TWO.pow(200).negate(),
                0.1,
                Double.NEGATIVE_INFINITY,
                new BigDecimal("-12.50"),
                "ü€😀",
                UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"),
                LocalDate.of(2026, 11, 21),
                OffsetDateTime.parse("2026-11-21T10:00:00+01:00"),
                Set.of("a"),
                Map.of(1L, List.of(), "b", Map.of(List.of(1L, "x"), false)));

        assertThat(Cbor.decode(Cbor.encode(values))).isEqualTo(values);
    }

    @Test
    void otherClassesThatMeanTheSameAreWritten() {
        assertThat(Cbor.decode(Cbor.encode(new int[] {1, 2}))).isEqualTo(List.of(1L, 2L));
        assertThat(Cbor.decode(Cbor.encode(new Object[] {(byte) 1, 2f}))).isEqualTo(List.of(1L, 2d));
        assertThat(Cbor.decode(Cbor.encode(Json.object().put("a", 1)))).isEqualTo(Map.of("a", 1L));
        assertThat(Cbor.decode(Cbor.encode(Instant.EPOCH))).isEqualTo(OffsetDateTime.parse("1970-01-01T00:00Z"));
        assertThat(new String(Cbor.encode(Instant.EPOCH)))
                .as("seconds must not be left out")
                .endsWith("1970-01-01T00:00:00Z");
    }

    @Test
    void readsTheShorterAndOlderFormsOfOthers() {
        assertThat(Cbor.decode(Vectors.bytes("f93e00"))).isEqualTo(1.5);
        assertThat(Cbor.decode(Vectors.bytes("f90001"))).isEqualTo(5.960464477539063e-8);
        assertThat(Cbor.decode(Vectors.bytes("f9fc00"))).isEqualTo(Double.NEGATIVE_INFINITY);
        assertThat(Cbor.decode(Vectors.bytes("fa47c35000"))).isEqualTo(100000.0);
        assertThat(Cbor.decode(Vectors.bytes("9f0182020 3ff".replace(" ", ""))))
                .isEqualTo(List.of(1L, List.of(2L, 3L)));
        assertThat(Cbor.decode(Vectors.bytes("bf6161019fffff".replace("9fff", "61629fff"))))
                .isEqualTo(Map.of("a", 1L, "b", List.of()));
        assertThat(Cbor.decode(Vectors.bytes("7f61616162ff"))).isEqualTo("ab");
        assertThat(Cbor.decode(Vectors.bytes("c1fb3ff8000000000000"))).isEqualTo(Instant.ofEpochMilli(1500));
        assertThat(Cbor.decode(Vectors.bytes("d9d9f7f7"))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "18",
                "61",
                "9bffffffffffffffff",
                "9b7fffffffffffffff",
                "9a7fffffff",
                "5b000000007fffffff00",
                "ba00ffffff01",
                "ff",
                "82ff01",
                "0000",
                "61ff",
                "1c",
                "d81c00",
                "c000",
                "c24161ff",
                "c4820101ff",
                "c482",
                "a1410001",
                "a201000100",
                "f0",
                "7f4161ff",
                "1f",
                "c1fb7ff0000000000000",
                "c4821bffffffffffffffff01"
            })
    void whatIsNoValueIsAClearError(String hex) {
        assertThatThrownBy(() -> Cbor.decode(Vectors.bytes(hex)))
                .isInstanceOf(ModalException.class)
                .hasMessageStartingWith("[MODAL-208] ");
    }

    @Test
    void nestingIsBoundedInBothDirections() {
        var bomb = new byte[100_000];
        Arrays.fill(bomb, (byte) 0x81);
        var tagged = new byte[100_000];
        Arrays.fill(tagged, (byte) 0xc2);
        List<Object> deep = List.of();
        for (int i = 0; i < 1000; i++) {
            deep = new ArrayList<>(List.of(deep));
        }
        var tooDeep = deep;

        assertThatThrownBy(() -> Cbor.decode(bomb)).hasMessageContaining("nested more than 200 deep");
        assertThatThrownBy(() -> Cbor.decode(tagged)).hasMessageContaining("nested more than 200 deep");
        assertThatThrownBy(() -> Cbor.encode(tooDeep)).hasMessageContaining("nested more than 200 deep");
    }

    @Test
    void whatPythonDoesNotKnowIsAClearError() {
        assertThatThrownBy(() -> Cbor.encode(Map.of("a", List.of(new Thread()))))
                .hasMessageStartingWith("[MODAL-005] ")
                .hasMessageContaining("java.lang.Thread");
        assertThatThrownBy(() -> Cbor.encode("\ud800")).hasMessageContaining("surrogate");
    }

    @Test
    void listsOfMoreThanFitInMemoryAreRefused() {
        var maps = ByteBuffer.allocate(5 + 1_000_001).put((byte) 0x9a).putInt(1_000_001);
        Arrays.fill(maps.array(), 5, maps.capacity(), (byte) 0xa0);
        assertThatThrownBy(() -> Cbor.decode(maps.array()))
                .isInstanceOf(ModalException.class)
                .hasMessageContaining("more than 1000000 lists, maps");

        var numbers = ByteBuffer.allocate(5 + 2_000_000).put((byte) 0x9a).putInt(2_000_000);
        assertThat((List<?>) Cbor.decode(numbers.array())).as("as vectors are").hasSize(2_000_000);
    }

    @Test
    void listsThatEachClaimAllTheRestCostNothing() {
        var lists = ByteBuffer.allocate(8 << 20);
        for (int i = 0; i < 199; i++) {
            lists.put((byte) 0x9a).putInt(lists.capacity() - lists.position() - 5);
        }
        Arrays.fill(lists.array(), lists.position(), lists.capacity(), (byte) 0xff);

        assertThatThrownBy(() -> Cbor.decode(lists.array())).isInstanceOf(ModalException.class);
    }
}
