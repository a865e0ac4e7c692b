package dev.serai.items.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.items.ItemsConfiguration;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.ItemsOperation;
import dev.serai.items.expression.Scope;
import dev.serai.items.file.PdfText;
import dev.serai.items.file.Xlsx;
import dev.serai.items.model.Binary;
import dev.serai.items.model.Item;
import dev.serai.items.model.ItemJson;
import dev.serai.items.model.Items;
import dev.serai.items.script.Sandbox;
import dev.serai.items.script.ScriptLimits;
import dev.serai.support.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileStepsTest {

    private static final String ROWS =
            "[{\"name\":\"Ada, \\\"Countess\\\"\",\"n\":1.5,\"ok\":true},{\"name\":\"line\\nbreak\",\"more\":{\"x\":1}}]";

    private static Items run(ItemsOperation operation, Items items, Consumer<ItemsConfiguration> options) {
        var configuration = new ItemsConfiguration();
        options.accept(configuration);
        try (var sandbox = new Sandbox(ScriptLimits.DEFAULT);
                var session = sandbox.open()) {
            return Steps.of(operation, configuration)
                    .run(new StepCall(List.of(items), Scope.of(items), session))
                    .get(0);
        }
    }

    private static Items extract(byte[] file, String format, Consumer<ItemsConfiguration> more) {
        var item = new Item(Map.of(), Map.of("data", new Binary(file, null, "f")), null, null);
        return run(ItemsOperation.EXTRACT_FROM_FILE, Items.of(item), o -> {
            o.setFormat(format);
            more.accept(o);
        });
    }

    private static Items extract(String text, String format) {
        return extract(text.getBytes(StandardCharsets.UTF_8), format, o -> {});
    }

    private static void fails(ItemsError error, byte[] file, String format, Consumer<ItemsConfiguration> more) {
        assertThatThrownBy(() -> extract(file, format, more))
                .isInstanceOfSatisfying(
                        ItemsException.class, e -> assertThat(e.error()).isEqualTo(error));
    }

    @Test
    void csvGoesOutAndComesBack() {
        var file = run(ItemsOperation.CONVERT_TO_FILE, ItemJson.items(ROWS), o -> {
            o.setFormat("csv");
            o.setFileName("rows.csv");
        });
        var csv = file.get(0).binary().get("data");
        assertThat(csv.fileName()).isEqualTo("rows.csv");
        assertThat(new String(csv.data(), StandardCharsets.UTF_8))
                .isEqualTo("\uFEFFname,n,ok,more.x\n\"Ada, \"\"Countess\"\"\",1.5,TRUE,\n\"line\nbreak\",,,1");
        assertThat(Json.text(run(ItemsOperation.EXTRACT_FROM_FILE, file, o -> o.setFormat("csv"))
                        .json()))
                .isEqualTo("[{\"name\":\"Ada, \\\"Countess\\\"\",\"n\":\"1.5\",\"ok\":\"TRUE\"},"
                        + "{\"name\":\"line\\nbreak\",\"more.x\":\"1\"}]");
    }

    @Test
    void csvOfOtherProgramsIsRead() {
        assertThat(Json.text(extract("\uFEFFa;b;a\r\n1;\"x;\"\"y\r\n\";3\r\n\r\n", "csv")
                        .json()))
                .contains("a;b;a");
        var items = extract(
                "\uFEFFa;b;a\r\n1;\"x;\"\"y\r\n\";3\r\n\r\n4".getBytes(StandardCharsets.UTF_8),
                "csv",
                o -> o.setDelimiter(";"));
        assertThat(Json.text(items.json())).isEqualTo("[{\"a\":\"3\",\"b\":\"x;\\\"y\\r\\n\"},{\"a\":\"4\"}]");
        assertThat(Json.text(extract("1,2".getBytes(StandardCharsets.UTF_8), "csv", o -> o.setHeader(false))
                        .json()))
                .isEqualTo("[{\"row\":{\"0\":\"1\",\"1\":\"2\"}}]");
    }

    @Test
    void workbooksGoOutAndComeBack() {
        var file = run(ItemsOperation.CONVERT_TO_FILE, ItemJson.items(ROWS), o -> {
            o.setFormat("xlsx");
            o.setSheet("People & co");
        });
        assertThat(Json.text(run(ItemsOperation.EXTRACT_FROM_FILE, file, o -> o.setFormat("xlsx"))
                        .json()))
                .isEqualTo(
                        "[{\"name\":\"Ada, \\\"Countess\\\"\",\"n\":1.5,\"ok\":true},{\"name\":\"line\\nbreak\",\"more.x\":1}]");
        fails(ItemsError.BAD_FILE, file.get(0).binary().get("data").data(), "xlsx", o -> o.setSheet("Other"));
    }

    @Test
    void sharedTextsAndGapsOfWorkbooksAreRead() throws Exception {
        var bytes = zip(
                Map.of(
                        "xl/workbook.xml",
                        "<workbook xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets><sheet name='S' r:id='rId1'/></sheets></workbook>",
                        "xl/sharedStrings.xml",
                        "<sst><si><t>one</t></si><si><r><t>t</t></r><r><t>wo</t></r></si></sst>",
                        "xl/worksheets/sheet1.xml",
                        "<worksheet><sheetData><row><c r='A1' t='s'><v>0</v></c><c r='C1' t='s'><v>1</v></c></row><row><c r='A2'><f>1+1</f><v>2</v></c><c r='C2' t='str'><v>x</v></c></row></sheetData></worksheet>"));
        assertThat(Xlsx.read(bytes, null, 100_000)).hasToString("[[one, null, two], [2, null, x]]");
    }

    private static byte[] zip(Map<String, String> parts) throws Exception {
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    @Test
    void hostileWorkbooksEndInAnError() throws Exception {
        fails(
                ItemsError.TOO_LARGE,
                zip(Map.of("xl/workbook.xml", " ".repeat(5_000_000))),
                "xlsx",
                o -> o.setMaxSize(1_000_000));
        var entities =
                "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><workbook><sheets><sheet name='&x;'/></sheets></workbook>";
        fails(ItemsError.BAD_FILE, zip(Map.of("xl/workbook.xml", entities)), "xlsx", o -> {});
        fails(ItemsError.BAD_FILE, "no zip".getBytes(StandardCharsets.UTF_8), "xlsx", o -> {});
        var sheet = "<worksheet><sheetData><row><c r='ZZZ1'><v>1</v></c></row></sheetData></worksheet>";
        var book =
                "<workbook xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets><sheet name='S' r:id='rId1'/></sheets></workbook>";
        fails(
                ItemsError.TOO_LARGE,
                zip(Map.of("xl/workbook.xml", book, "xl/worksheets/sheet1.xml", sheet)),
                "xlsx",
                o -> {});
    }

    private static byte[] workbook(String sheet) throws Exception {
        return zip(Map.of(
                "xl/workbook.xml",
                "<workbook xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets><sheet name='S' r:id='rId1'/></sheets></workbook>",
                "xl/worksheets/sheet1.xml",
                "<worksheet><sheetData>" + sheet + "</sheetData></worksheet>"));
    }

    /** Cells that stand before others, or twice, do not make up for cells in between that are not there. */
    @Test
    @Timeout(60)
    void cellsOfAWorkbookAreCountedInAnyOrder() throws Exception {
        var row = "<row><c r='XFD1'><v>1</v></c>" + "<c r='A1'><v>1</v></c>".repeat(20) + "</row>";
        fails(ItemsError.TOO_LARGE, workbook(row.repeat(200)), "xlsx", o -> {});
        fails(ItemsError.TOO_LARGE, workbook("<row/>".repeat(2_000_001)), "xlsx", o -> {});
    }

    @Test
    @Timeout(60)
    void columnsOfOneNameGetNumbers() throws Exception {
        var head = "<c t='str'><v>a</v></c>".repeat(16_000);
        var items = extract(workbook("<row>" + head + "</row><row>" + head + "</row>"), "xlsx", o -> {});
        assertThat(items.get(0).json()).hasSize(16_000).containsKeys("a", "a_1", "a_15999");
    }

    @Test
    void aWorkbookMayLackAnyOfItsParts() throws Exception {
        var whole = Map.of(
                "xl/workbook.xml",
                "<workbook xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets><sheet r:id='rId1'/></sheets></workbook>",
                "xl/_rels/workbook.xml.rels",
                "<Relationships><Relationship Id='rId1'/></Relationships>",
                "xl/sharedStrings.xml",
                "<sst><t>x</t><si/></sst>",
                "xl/worksheets/sheet1.xml",
                "<worksheet><c/><row><c r='\u00e91' t='s'><v>-1</v></c></row></worksheet>");
        fails(ItemsError.BAD_FILE, zip(whole), "xlsx", o -> {});
        fails(ItemsError.BAD_FILE, zip(Map.of()), "xlsx", o -> {});
    }

    @Test
    void tablesHaveAnEnd() {
        fails(ItemsError.TOO_LARGE, ",".repeat(200_000).getBytes(StandardCharsets.UTF_8), "csv", o -> {});
        var items = Items.ofJson(IntStream.range(0, 3000)
                .mapToObj(i -> Map.<String, Object>of("k" + i, i))
                .toList());
        assertThatThrownBy(() -> run(ItemsOperation.CONVERT_TO_FILE, items, o -> o.setFormat("csv")))
                .hasMessageContaining("ITEMS-205")
                .hasMessageContaining("3000 columns");
    }

    @Test
    void pdfGivesItsText() throws Exception {
        var out = new ByteArrayOutputStream();
        try (var document = new PDDocument()) {
            var page = new PDPage();
            document.addPage(page);
            try (var content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                content.newLineAtOffset(50, 700);
                content.showText("Turn the valve.");
                content.endText();
            }
            document.save(out);
        }
        assertThat(extract(out.toByteArray(), "pdf", o -> {}).get(0).json())
                .containsEntry("numpages", 1)
                .containsEntry("text", "Turn the valve.");
        fails(ItemsError.BAD_FILE, "%PDF-1.7 broken".getBytes(StandardCharsets.UTF_8), "pdf", o -> {});
    }

    /** Of two pages; in the second something stands as often as told. */
    private static byte[] pdf(String piece, int times) throws Exception {
        var out = new ByteArrayOutputStream();
        try (var document = new PDDocument()) {
            for (int number : new int[] {0, times}) {
                var page = new PDPage();
                var stream = new PDStream(document);
                try (var packed = stream.createOutputStream(COSName.FLATE_DECODE)) {
                    packed.write("BT /F 12 Tf (Turn the valve.) Tj ".getBytes(StandardCharsets.US_ASCII));
                    for (int i = 0; i < number; i++) {
                        packed.write(piece.getBytes(StandardCharsets.US_ASCII));
                    }
                    packed.write("ET".getBytes(StandardCharsets.US_ASCII));
                }
                page.setContents(stream);
                page.setResources(new PDResources());
                page.getResources().put(COSName.getPDFName("F"), new PDType1Font(Standard14Fonts.FontName.HELVETICA));
                document.addPage(page);
            }
            document.save(out);
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(strings = {"q ", "(aaaaaaaa) Tj "})
    void aPageOfAPdfThatUnpacksWithoutEndIsLeft(String piece) throws Exception {
        // The first file of all makes PDFBox look for fonts.
        assertThat(PdfText.read(pdf(piece, 10), 1L << 30, () -> {}).get("text").toString())
                .contains("Turn the valve.");
        var bomb = pdf(piece.repeat(100_000), 128_000_000 / piece.length() / 100_000);
        assertThat(bomb.length).isLessThan(2 << 20);
        assertThatThrownBy(() -> PdfText.read(bomb, 64L << 20, () -> {}))
                .hasMessageContaining("ITEMS-205")
                .hasMessageContaining("64 MiB");
    }

    @Test
    void theTimeOfAPdfIsLookedAtOnTheWay() throws Exception {
        var asked = new AtomicInteger();
        var blank = pdf(" ".repeat(1_000_000), 20);
        assertThatThrownBy(() -> PdfText.read(blank, 1L << 30, () -> {
                    if (asked.incrementAndGet() == 12) {
                        throw new ItemsException(ItemsError.LIST_TIME, "too long");
                    }
                }))
                .hasMessageContaining("ITEMS-114");
    }

    @Test
    void textJsonAndBase64() {
        assertThat(extract("\uFEFFhé", "text").get(0).json()).containsEntry("data", "hé");
        assertThat(extract("h\u00e9".getBytes(StandardCharsets.ISO_8859_1), "text", o -> o.setCharset("ISO-8859-1"))
                        .get(0)
                        .json())
                .containsEntry("data", "hé");
        assertThat(Json.text(extract("{\"a\":[1]}", "json").json())).isEqualTo("[{\"data\":{\"a\":[1]}}]");
        assertThat(extract("abc", "base64").get(0).json()).containsEntry("data", "YWJj");
        fails(ItemsError.BAD_FILE, "{".getBytes(StandardCharsets.UTF_8), "json", o -> {});
        fails(ItemsError.TOO_LARGE, new byte[100], "text", o -> o.setMaxSize(99));
        fails(ItemsError.UNSUPPORTED, new byte[1], "ods", o -> {});
        fails(ItemsError.NO_FILE, new byte[1], "text", o -> o.setBinary("other"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json", "html", "base64"})
    void otherFilesAreMade(String format) {
        var file = run(ItemsOperation.CONVERT_TO_FILE, ItemJson.items("[{\"a\":\"YQ==\"},{\"a\":\"Yg==\"}]"), o -> {
            o.setFormat(format);
            o.setInto("file");
            if (format.equals("text") || format.equals("base64")) {
                o.setField("a");
            }
        });
        assertThat(file.stream()
                        .map(item -> new String(item.binary().get("file").data(), StandardCharsets.UTF_8))
                        .toList())
                .isEqualTo(
                        switch (format) {
                            case "text" -> List.of("YQ==", "Yg==");
                            case "base64" -> List.of("a", "b");
                            case "json" -> List.of("[{\"a\":\"YQ==\"},{\"a\":\"Yg==\"}]");
                            default ->
                                List.of(
                                        "<table>\n<tr><th>a</th></tr>\n<tr><td>YQ==</td></tr>\n<tr><td>Yg==</td></tr>\n</table>\n");
                        });
    }
}
