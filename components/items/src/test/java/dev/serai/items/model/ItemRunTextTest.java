package dev.serai.items.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.items.ItemsException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ItemRunTextTest {

    @Test
    void whatWasReadLeadsBackAsBefore() {
        var run = new ItemRun();
        var first = Items.of(Item.of(Map.of("a", 1)), Item.of(Map.of("a", 2L << 40)));
        run.record("First", List.of(), Outputs.single(first), Map.of("p", "q"));
        var made = Items.of(Item.of(Map.of("b", List.of(true))).linked(1));
        var outputs = new Outputs(List.of("true", "false"), List.of(made, List.of()));
        run.record("Second", List.of(first), outputs, Map.of());

        var read = ItemRunText.read(ItemRunText.write(run, made));

        var item = read.items().get(0);
        assertThat(item.json()).isEqualTo(Map.of("b", List.of(true)));
        assertThat(read.run().maker(item)).isEqualTo("Second");
        assertThat(read.run().origins(item, "First"))
                .singleElement()
                .isSameAs(read.run().last("First").outputs().get(0).get(1))
                .extracting(Item::json)
                .isEqualTo(Map.of("a", 2L << 40));
        assertThat(read.run().last("First").parameters()).isEqualTo(Map.of("p", "q"));
        assertThat(read.run().last("Second").outputs().names()).containsExactly("true", "false");
    }

    @Test
    void filesAndFailuresComeAlong() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("nothing", null);
        var items = Items.of(new Item(
                fields, Map.of("data", new Binary(new byte[] {0, -1}, "image/png", null)), null, "no"));

        var item = ItemRunText.read(ItemRunText.write(new ItemRun(), items))
                .items()
                .get(0);

        assertThat(item.json()).isEqualTo(fields);
        assertThat(item.error()).isEqualTo("no");
        assertThat(item.links()).isNull();
        assertThat(item.binary().get("data").data()).containsExactly(0, -1);
        assertThat(item.binary().get("data").mimeType()).isEqualTo("image/png");
    }

    @Test
    void anotherTextIsRefused() {
        assertThatThrownBy(() -> ItemRunText.read("{}"))
                .isInstanceOf(ItemsException.class)
                .hasMessageContaining("no kept run");
        assertThatThrownBy(() -> ItemRunText.read("{\"serai-run\":1,\"given\":[7]}"))
                .isInstanceOf(ItemsException.class)
                .hasMessageContaining("cannot be read");
    }
}
