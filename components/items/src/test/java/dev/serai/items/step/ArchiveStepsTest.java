package dev.serai.items.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.items.ItemsConfiguration;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.ItemsOperation;
import dev.serai.items.expression.Scope;
import dev.serai.items.file.Archives;
import dev.serai.items.model.Binary;
import dev.serai.items.model.Item;
import dev.serai.items.model.Items;
import dev.serai.items.script.Sandbox;
import dev.serai.items.script.ScriptLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class ArchiveStepsTest {

    private static final Item FILES = new Item(
            Map.of("k", 1), Map.of("a", file("file a", "same.txt"), "b", file("file b", "same.txt")), null, null);

    private static Binary file(String text, String name) {
        return new Binary(text.getBytes(StandardCharsets.UTF_8), "text/plain", name);
    }

    private static Item run(ItemsOperation operation, Item item, Consumer<ItemsConfiguration> more) {
        var options = new ItemsConfiguration();
        more.accept(options);
        var items = Items.of(item);
        try (var sandbox = new Sandbox(ScriptLimits.DEFAULT);
                var session = sandbox.open()) {
            return Steps.of(operation, options)
                    .run(new StepCall(List.of(items), Scope.of(items), session))
                    .get(0)
                    .get(0);
        }
    }

    private static Item unpacked(Binary archive, Consumer<ItemsConfiguration> more) {
        return run(ItemsOperation.DECOMPRESS, new Item(Map.of(), Map.of("data", archive), null, null), more);
    }

    private static void fails(ItemsError error, Runnable work) {
        assertThatThrownBy(work::run)
                .isInstanceOfSatisfying(
                        ItemsException.class, e -> assertThat(e.error()).isEqualTo(error));
    }

    private static String text(Item item, String name) {
        return new String(item.binary().get(name).data(), StandardCharsets.UTF_8);
    }

    @Test
    void filesOfTheSameNameStandBesideEachOtherInAZip() {
        var packed = run(ItemsOperation.COMPRESS, FILES, o -> {
            o.setBinary("a, b");
            o.setFileName("all.zip");
        });
        assertThat(packed.json()).containsEntry("k", 1);
        assertThat(packed.binary()).containsOnlyKeys("data");
        assertThat(packed.binary().get("data").fileName()).isEqualTo("all.zip");
        var back = run(ItemsOperation.DECOMPRESS, packed, o -> {});
        assertThat(List.of(text(back, "file_0"), text(back, "file_1"))).containsExactlyInAnyOrder("file a", "file b");
        assertThat(back.binary().get("file_1").fileName()).isEqualTo("1-same.txt");
        assertThat(back.binary().get("file_0").mimeType()).isEqualTo("text/plain");
    }

    @Test
    void gzipKeepsEachFileByItself() {
        var packed = run(ItemsOperation.COMPRESS, FILES, o -> {
            o.setBinary("a");
            o.setFormat("gzip");
        });
        assertThat(packed.binary().get("data").fileName()).isEqualTo("same.txt.gz");
        var back = run(ItemsOperation.DECOMPRESS, packed, o -> o.setInto("part"));
        assertThat(text(back, "part0")).isEqualTo("file a");
        assertThat(back.binary().get("part0").fileName()).isEqualTo("same.txt");
    }

    @Test
    void archivesThatUnpackToTooMuchAreRefused() {
        var zeros = new byte[2_000_000];
        fails(
                ItemsError.TOO_LARGE,
                () -> unpacked(new Binary(Archives.gzip(zeros), null, "z"), o -> o.setMaxSize(1_000_000)));
        fails(
                ItemsError.TOO_LARGE,
                () -> unpacked(new Binary(Archives.zip(Map.of("a", zeros)), null, "z"), o -> o.setMaxSize(1_000_000)));
        fails(
                ItemsError.TOO_LARGE,
                () -> unpacked(new Binary(Archives.zip(Map.of("a/", zeros)), null, "z"), o -> o.setMaxSize(1_000_000)));
        var many = new LinkedHashMap<String, byte[]>();
        for (int i = 0; i < 1_001; i++) {
            many.put("f" + i, new byte[0]);
        }
        fails(ItemsError.TOO_LARGE, () -> unpacked(new Binary(Archives.zip(many), null, "z"), o -> {}));
    }

    @Test
    void namesInAnArchiveLeadNowhere() {
        var archive = Archives.zip(Map.of("../../etc/passwd", new byte[1]));
        assertThat(unpacked(new Binary(archive, null, "z"), o -> {})
                        .binary()
                        .get("file_0")
                        .fileName())
                .isEqualTo("passwd");
    }

    /** As old tools have written them: without the mark of UTF-8. */
    @Test
    void namesOfOldToolsAreRead() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, StandardCharsets.ISO_8859_1)) {
            zip.putNextEntry(new ZipEntry("gr\u00fcn.txt"));
        }
        assertThat(unpacked(new Binary(bytes.toByteArray(), null, "z"), o -> {})
                        .binary()
                        .get("file_0")
                        .fileName())
                .isEqualTo("gr\u00fcn.txt");
    }

    @Test
    void whatIsNoArchiveOrNotThereIsToldByItsCode() {
        fails(ItemsError.BAD_FILE, () -> unpacked(file("text", "a.zip"), o -> {}));
        fails(
                ItemsError.BAD_FILE,
                () -> unpacked(new Binary(new byte[] {0x1f, (byte) 0x8b, 9}, null, "a.gz"), o -> {}));
        fails(ItemsError.NO_FILE, () -> run(ItemsOperation.COMPRESS, FILES, o -> o.setBinary("z")));
        fails(ItemsError.UNSUPPORTED, () -> run(ItemsOperation.COMPRESS, FILES, o -> o.setFormat("rar")));
    }
}
