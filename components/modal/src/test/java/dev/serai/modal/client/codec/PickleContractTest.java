package dev.serai.modal.client.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.modal.client.error.ModalException;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PickleContractTest {

    private static final Map<String, Object> QUEUED = Map.of(
            "str",
            "s",
            "dict",
            Map.of("a", 1L),
            "list",
            Arrays.asList(1L, 2.5, null, true),
            "bytes",
            new byte[] {0, 1},
            "big",
            BigInteger.TWO.pow(40),
            "neg",
            -5L,
            "set",
            new LinkedHashSet<>(List.of(1L)),
            "tuple",
            new Object[] {1L, "a"});

    static Set<String> queued() {
        return QUEUED.keySet();
    }

    static List<String> names() {
        return Vectors.names();
    }

    private static String python(String name) {
        return Vectors.of("queue_values").path(name).path("pickle4_python").asText();
    }

    @ParameterizedTest
    @MethodSource("queued")
    void writesWhatPythonWrites(String name) {
        assertThat(Vectors.hex(Pickle.encode(QUEUED.get(name)))).isEqualTo(python(name));
    }

    @ParameterizedTest
    @MethodSource("queued")
    void readsWhatPythonWrites(String name) {
        Object expected = switch (name) {
            case "tuple" -> List.of(1L, "a");
            case "big" -> 1L << 40;
            default -> QUEUED.get(name);
        };

        assertThat(Pickle.decode(Vectors.bytes(python(name))))
                .usingRecursiveComparison()
                .ignoringCollectionOrder()
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("names")
    void readsAndWritesArgumentsAsPythonDoes(String name) {
        var vector = Vectors.of(name);
        var pickle = vector.path("pickle4_python_of_args_kwargs_tuple").asText();
        var value = (List<?>) Vectors.value(vector.path("value_json"));

        assertThat(Pickle.decode(Vectors.bytes(pickle)))
                .usingRecursiveComparison()
                .ignoringCollectionOrder()
                .isEqualTo(value);
        var tuples = new Object[] {((List<?>) value.get(0)).toArray(), value.get(1)};
        assertThat(Vectors.hex(Pickle.encode(tuples))).isEqualTo(pickle);
    }

    @Test
    void readsWhatTheJavaScriptClientWrites() {
        assertThat(Pickle.decode(Vectors.bytes("80048c0173942e"))).isEqualTo("s");
        assertThat(Pickle.decode(Vectors.bytes("80047d948c0161944b0194732e"))).isEqualTo(Map.of("a", 1L));
    }

    @Test
    void longValuesComeBackAsTheyWere() {
        var long1 = "x".repeat(300);
        var list = LongStream.range(0, 2001).boxed().toList();
        var map = new LinkedHashMap<Object, Object>();
        IntStream.range(0, 1500).forEach(i -> map.put("k" + i, (long) i));
        var values = Arrays.<Object>asList(
                long1,
                list,
                map,
                BigInteger.TWO.pow(3000).negate(),
                65535L,
                65536L,
                Long.MIN_VALUE,
                new LinkedHashSet<>(list));

        assertThat(Pickle.decode(Pickle.encode(values))).isEqualTo(values);
        assertThat(Pickle.decode(Pickle.encode(new byte[70_000]))).isEqualTo(new byte[70_000]);
        assertThat(Vectors.hex(Pickle.encode(5))).isEqualTo("80044b052e");
    }

    @Test
    void aValueThatIsUsedTwiceIsThereTwice() {
        // l = [1]; pickle.dumps([l, l], 4)
        assertThat(Pickle.decode(Vectors.bytes("80049510000000000000005d94285d944b0161680165 2e".replace(" ", ""))))
                .isEqualTo(List.of(List.of(1L), List.of(1L)));
    }

    @Test
    void aListThatContainsItselfIsRefused() {
        // l = []; l.append(l); pickle.dumps(l, 4)
        assertThatThrownBy(() -> Pickle.decode(Vectors.bytes("80045d94680061 2e".replace(" ", ""))))
                .hasMessageContaining("contains itself");
    }

    @Test
    void aFewBytesCannotStandForMoreThanThereIsMemory() {
        var bomb = new ByteArrayOutputStream();
        bomb.writeBytes(Vectors.bytes("80045d94"));
        for (int i = 0; i < 100; i++) {
            // a list of ten times the list before
            bomb.writeBytes(Vectors.bytes("5d9428"));
            for (int j = 0; j < 10; j++) {
                bomb.writeBytes(new byte[] {'h', (byte) i});
            }
            bomb.write('e');
        }
        bomb.write('.');

        assertThatThrownBy(() -> Pickle.decode(bomb.toByteArray())).hasMessageContaining("more than 1000000 values");
    }

    @Test
    void nestingIsBounded() {
        var bomb = new byte[100_000];
        Arrays.fill(bomb, (byte) 0x85);
        bomb[0] = (byte) 0x80;
        bomb[1] = 4;
        bomb[2] = ')';
        bomb[bomb.length - 1] = '.';

        assertThatThrownBy(() -> Pickle.decode(bomb)).hasMessageContaining("nested more than 200 deep");
    }

    @Test
    void noClassIsEverNamed() {
        // pickle.dumps(os.system, 4), with a call
        var call = "80048c05706f736978948c0673797374656d9493948c026c73948594529 42e".replace(" ", "");

        assertThatThrownBy(() -> Pickle.decode(Vectors.bytes(call)))
                .hasMessageStartingWith("[MODAL-208] ")
                .hasMessageContaining("object of a Python class");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "80",
                "8004",
                "80042e",
                "80094e2e",
                "80044e4e2e",
                "80044e2e00",
                "8004282e",
                "8004612e",
                "80045d612e",
                "80044e4e61 2e",
                "8004296128 2e",
                "80048cff61",
                "80045800000080",
                "80048dffffffffffffffff",
                "800468002e",
                "80047d284e75 2e",
                "80047d4301004e732e",
                "80048c01ff2e",
                "800428652e",
                "800428902e",
                "8004949494"
            })
    void whatIsNoPickleIsAClearError(String hex) {
        assertThatThrownBy(() -> Pickle.decode(Vectors.bytes(hex.replace(" ", ""))))
                .isInstanceOf(ModalException.class)
                .hasMessageStartingWith("[MODAL-208] ");
    }

    @Test
    void whatHasNoCounterpartInPythonIsRefused() {
        assertThatThrownBy(() -> Pickle.encode(List.of(new Thread())))
                .hasMessageStartingWith("[MODAL-005] ")
                .hasMessageContaining("java.lang.Thread");
    }
}
