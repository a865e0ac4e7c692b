package dev.serai.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.items.model.Binary;
import dev.serai.items.model.Item;
import dev.serai.items.model.Items;
import dev.serai.items.model.Outputs;
import dev.serai.support.json.Json;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.converter.stream.InputStreamCache;
import org.junit.jupiter.api.Test;

class BodiesTest {

    private static final int LIMIT = 1_000;
    private final Secrets secrets = new Secrets(SecretValuesTest.of());
    private final Bodies bodies = new Bodies(LIMIT, secrets);

    @Test
    void aShortTextIsWholeAndALongOneTellsItsSize() {
        assertThat(bodies.show("short", null).whole()).isTrue();
        var shown = bodies.show("x".repeat(5_000), null);
        assertThat(shown.text()).hasSize(LIMIT);
        assertThat(shown.size()).isEqualTo(5_000);
        assertThat(shown.cut()).isTrue();
        assertThat(shown.whole()).isFalse();
    }

    @Test
    void mapsAreJsonWithSecretsMasked() {
        var map = new LinkedHashMap<String, Object>();
        map.put("user", "ada");
        map.put("password", "x");
        map.put("list", List.of(1, true, 2.5));
        var shown = bodies.show(map, null);
        assertThat(shown.text()).isEqualTo("{\"user\":\"ada\",\"password\":\"***\",\"list\":[1,true,2.5]}");
        assertThat(shown.whole()).isFalse();
        assertThat(bodies.show(Map.of("a", 1), null).whole()).isTrue();
        assertThat(bodies.show(Json.object().put("a", "b"), null).text()).isEqualTo("{\"a\":\"b\"}");
    }

    @Test
    void itemsAreShownWithTheirFieldsAndOfFilesOnlyTheName() throws Exception {
        var file = new Binary(new byte[] {1, 2, 3}, "text/plain", "a.txt");
        var shown = bodies.show(
                Items.of(
                        Item.of(Map.of("name", "Ada", "inner", List.of(Map.of("password", "x1y2")))),
                        Item.empty().withBinary(Map.of("data", file)).failed("no \"room\"")),
                null);
        assertThat(Json.MAPPER.readTree(shown.text())).isEqualTo(Json.MAPPER.readTree("""
                        [{"json": {"name": "Ada", "inner": [{"password": "***"}]}},
                         {"json": {}, "binary": {"data": "(Binary[a.txt, text/plain, 3 bytes])"}, "error": "no \\"room\\""}]
                        """));
        assertThat(shown.masked()).isTrue();
        assertThat(shown.whole()).isFalse();
        assertThat(bodies.show(Outputs.single(List.of(Item.of(Map.of("a", 1)))), null)
                        .text())
                .isEqualTo("[[{\"json\":{\"a\":1}}]]");
    }

    @Test
    void aMapInItselfIsBounded() {
        var map = new HashMap<String, Object>();
        map.put("self", map);
        assertThat(bodies.show(map, null).text()).contains("nested too deep");
        var list = new ArrayList<Object>();
        list.add(list);
        list.add(list);
        assertThat(bodies.show(list, null).text()).hasSizeLessThanOrEqualTo(LIMIT);
    }

    @Test
    void ofHugeCollectionsOnlyTheBeginningIsRead() {
        var many = Collections.nCopies(Integer.MAX_VALUE, "word");
        var shown = bodies.show(many, null);
        assertThat(shown.text()).hasSize(LIMIT);
        assertThat(shown.cut()).isTrue();
        assertThat(bodies.show(List.of("y".repeat(1_000_000)), null).text()).hasSize(LIMIT);
    }

    @Test
    void objectsOfUnknownClassesAreOnlyNamed() {
        var hostile = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("must not be called");
            }
        };
        assertThat(bodies.show(hostile, null).text()).isNull();
        assertThat(bodies.show(hostile, null).type()).contains("BodiesTest");
        assertThat(bodies.show(List.of(hostile), null).text()).contains("BodiesTest");
        assertThat(bodies.show(new Endless(), null).text()).isNull();
    }

    @Test
    void recordsAreReadAndABrokenPartSaysSo() {
        assertThat(bodies.show(new Named("Ada", Optional.of(3)), null).text())
                .isEqualTo("{\"name\":\"Ada\",\"count\":3}");
        assertThat(bodies.show(new Named("Ada", Optional.of(3)), null).masked()).isFalse();
        assertThat(bodies.show(new Broken("x"), null).text()).contains("unreadable");
        assertThat(bodies.show(new Named("Ada", Optional.of(3)), null).whole()).isFalse();
    }

    @Test
    void bytesAreNamedUnlessTheyAreSaidToBeText() {
        var bytes = "grün".getBytes(StandardCharsets.UTF_8);
        assertThat(bodies.show(bytes, null).text()).isNull();
        assertThat(bodies.show(bytes, null).size()).isEqualTo(5);
        assertThat(bodies.show(bytes, "application/json").text()).isEqualTo("grün");
        assertThat(bodies.show(Buffer.buffer(bytes), "text/plain; charset=utf-8")
                        .text())
                .isEqualTo("grün");
        assertThat(bodies.show(Buffer.buffer(bytes), "image/png").text()).isNull();
    }

    @Test
    void aStreamIsNotReadAndACachedOneIsPutBack() throws Exception {
        InputStream stream = new ByteArrayInputStream(new byte[] {1, 2});
        assertThat(bodies.show(stream, "text/plain").kind()).isEqualTo(Shown.STREAM);
        assertThat(stream.available()).isEqualTo(2);
        var cache = new InputStreamCache("hello".getBytes(StandardCharsets.UTF_8));
        assertThat(bodies.show(cache, "text/plain").text()).isEqualTo("hello");
        assertThat(cache.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("hello");
    }

    @Test
    void whatOthersChangeWhileItIsReadDoesNoHarm() {
        var list = new ArrayList<Object>(List.of(1, 2, 3));
        list.add(new Changing(list));
        list.add(4);
        assertThat(bodies.show(list, null).kind()).isEqualTo(Shown.OBJECT);
    }

    record Named(String name, Optional<Integer> count) {}

    record Broken(String name) {
        @Override
        public String name() {
            throw new IllegalStateException("broken");
        }
    }

    record Changing(List<Object> list) {
        @Override
        public List<Object> list() {
            list.add(5);
            return List.of();
        }
    }

    /** Not of the platform, and never done. */
    static final class Endless extends AbstractMap<String, Object> {
        @Override
        public Set<Entry<String, Object>> entrySet() {
            return new AbstractSet<>() {
                @Override
                public Iterator<Entry<String, Object>> iterator() {
                    throw new IllegalStateException("must not be read");
                }

                @Override
                public int size() {
                    return 1;
                }
            };
        }
    }
}
