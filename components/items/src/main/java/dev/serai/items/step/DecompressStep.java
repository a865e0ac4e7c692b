package dev.serai.items.step;

import dev.serai.items.ItemsConfiguration;
import dev.serai.items.file.Archives;
import dev.serai.items.model.Binary;
import dev.serai.items.model.Item;
import dev.serai.items.model.Outputs;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Unpacks the zips and gzips of an item into files of the item. */
final class DecompressStep implements Step {

    private final List<String> files;
    private final String into;
    private final long maxSize;

    DecompressStep(ItemsConfiguration options) {
        files = Options.needList(options.getBinary(), "binary", "decompress");
        into = options.getInto() == null ? "file_" : options.getInto();
        maxSize = options.getMaxSize();
    }

    @Override
    public boolean isForEachItem() {
        return true;
    }

    @Override
    public Outputs run(StepCall call) {
        var out = new ArrayList<Item>();
        for (int i = 0; i < call.items().size(); i++) {
            var item = call.items().get(i);
            out.add(item.withBinary(unpacked(item)).linked(i));
        }
        return Outputs.single(out);
    }

    private Map<String, Binary> unpacked(Item item) {
        var made = new LinkedHashMap<String, Binary>();
        // One limit for all archives of the item, since a small one may unpack to a very large file.
        var archives = new Archives(maxSize);
        CompressStep.files(item, files, maxSize)
                .forEach((name, file) -> archives.unpack(file)
                        .forEach(entry -> made.put(
                                into + made.size(), new Binary(entry.data(), type(entry.name()), entry.name()))));
        return made;
    }

    private static String type(String fileName) {
        return fileName == null ? null : URLConnection.guessContentTypeFromName(fileName);
    }
}
