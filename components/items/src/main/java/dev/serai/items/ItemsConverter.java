package dev.serai.items;

import dev.serai.items.model.Binary;
import dev.serai.items.model.Item;
import dev.serai.items.model.Items;
import dev.serai.items.model.Outputs;
import dev.serai.support.json.Json;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Converter;

/** Gives items to steps that know nothing of them: as JSON, or as the one file that they carry. */
@Converter(generateLoader = true)
public final class ItemsConverter {

    private ItemsConverter() {}

    /** A list of the items' fields. */
    @Converter
    public static String toText(Items items) {
        return Json.text(items.json());
    }

    @Converter
    public static String toText(Item item) {
        return Json.text(item.json());
    }

    @Converter
    public static String toText(Outputs outputs) {
        return toText(outputs.all());
    }

    @Converter
    public static Map<?, ?> toMap(Item item) {
        return item.json();
    }

    @Converter
    public static byte[] toBytes(Items items) {
        return items.size() == 1 ? toBytes(items.get(0)) : toText(items).getBytes(StandardCharsets.UTF_8);
    }

    /** An item that is nothing but a file is that file. */
    @Converter
    public static byte[] toBytes(Item item) {
        return item.json().isEmpty() && item.binary().size() == 1
                ? item.binary().values().iterator().next().data()
                : toText(item).getBytes(StandardCharsets.UTF_8);
    }

    @Converter
    public static byte[] toBytes(Binary file) {
        return file.data();
    }

    @Converter
    public static InputStream toStream(Items items) {
        return new ByteArrayInputStream(toBytes(items));
    }
}
