package dev.serai.items.step;

import dev.serai.items.ItemsConfiguration;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.expression.Expression;
import dev.serai.items.file.Archives;
import dev.serai.items.model.Binary;
import dev.serai.items.model.Item;
import dev.serai.items.model.Outputs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Packs files of an item: several into one zip, or each with gzip. */
final class CompressStep implements Step {

    private final List<String> files;
    private final String format;
    private final String into;
    private final Expression fileName;
    private final long maxSize;

    CompressStep(ItemsConfiguration options) {
        files = Options.needList(options.getBinary(), "binary", "compress");
        format = Formats.known(options.getFormat() == null ? "zip" : options.getFormat(), "compress", "zip", "gzip");
        into = options.getInto() == null ? "data" : options.getInto();
        fileName = Options.parameter(options.getFileName());
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
            var given = files(item, files, maxSize);
            out.add(item.withBinary(format.equals("zip") ? zipped(call, i, given) : gzipped(call, i, given))
                    .linked(i));
        }
        return Outputs.single(out);
    }

    /** What is asked for, together no longer than the limit. */
    static Map<String, Binary> files(Item item, List<String> names, long maxSize) {
        var files = new LinkedHashMap<String, Binary>();
        long all = 0;
        for (var name : names) {
            var file = item.binary().get(name);
            if (file == null) {
                throw new ItemsException(
                        ItemsError.NO_FILE,
                        "an item has no file '" + name + "' but "
                                + item.binary().keySet());
            }
            all += file.data().length;
            if (all > maxSize) {
                throw new ItemsException(ItemsError.TOO_LARGE, "the files have more bytes than maxSize=" + maxSize);
            }
            files.put(name, file);
        }
        return files;
    }

    private Map<String, Binary> zipped(StepCall call, int item, Map<String, Binary> given) {
        var entries = new LinkedHashMap<String, byte[]>();
        given.forEach((name, file) -> {
            var wanted = file.fileName() == null || file.fileName().isBlank() ? name : file.fileName();
            var free = wanted;
            for (int i = 1; entries.containsKey(free); i++) {
                free = i + "-" + wanted;
            }
            entries.put(free, file.data());
        });
        var name = fileName == null ? null : call.text(fileName, item);
        return Map.of(into, new Binary(Archives.zip(entries), "application/zip", name));
    }

    private Map<String, Binary> gzipped(StepCall call, int item, Map<String, Binary> given) {
        var packed = new LinkedHashMap<String, Binary>();
        given.forEach((name, file) -> {
            var called = fileName == null ? file.fileName() + ".gz" : call.text(fileName, item);
            var key = packed.isEmpty() ? into : into + packed.size();
            packed.put(key, new Binary(Archives.gzip(file.data()), "application/gzip", called));
        });
        return packed;
    }
}
