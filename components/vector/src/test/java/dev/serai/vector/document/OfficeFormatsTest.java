package dev.serai.vector.document;

import static dev.serai.vector.document.OfficeFiles.docx;
import static dev.serai.vector.document.OfficeFiles.paragraph;
import static dev.serai.vector.document.OfficeFiles.xlsx;
import static dev.serai.vector.document.Samples.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.Test;

class OfficeFormatsTest {

    @Test
    void wordHeadingsAreFoundByStyleInAnyLanguage() throws Exception {
        var document = parse(
                docx(paragraph("V1", "Pumps 3")
                        + paragraph("berschrift1", "Pumps")
                        + paragraph("First.")
                        + paragraph("Second.")
                        + paragraph("Own", "Repair")
                        + paragraph("Third.")),
                null);

        assertThat(document.mediaType()).contains("wordprocessingml");
        assertThat(document.title()).isEqualTo("The manual");
        assertThat(document.metadata()).containsExactly(entry("author", "Ada"));
        assertThat(document.sections())
                .containsExactly(
                        new Section(List.of("Pumps"), "First.\n\nSecond.", null),
                        new Section(List.of("Pumps", "Repair"), "Third.", null));
    }

    @Test
    void wordListsAndBreaksStayLines() throws Exception {
        var item = "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>item</w:t></w:r></w:p>";
        var document = parse(
                docx(item + item + "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t>"
                        + "<w:br/><w:t>c</w:t></w:r></w:p>"),
                null);

        assertThat(document.sections().get(0).text()).isEqualTo("- item\n- item\n\na\tb\nc");
    }

    @Test
    void wordTablesHaveALineForEachRow() throws Exception {
        var cell = "<w:tc>" + paragraph("a") + paragraph("b") + "</w:tc>";
        var inner = "<w:tc><w:tbl><w:tr>" + cell + cell + "</w:tr></w:tbl><w:p/></w:tc>";
        var document = parse(
                docx("<w:tbl><w:tr>" + cell + "<w:tc><w:p/></w:tc>" + inner + "</w:tr><w:tr>" + cell
                        + "</w:tr></w:tbl>"),
                null);

        assertThat(document.sections().get(0).text()).isEqualTo("a b |  | a b | a b\na b");
    }

    @Test
    void wordTextIsTakenOnceAndWithoutWhatWasDeleted() throws Exception {
        var box = "<w:txbxContent>" + paragraph("box") + "</w:txbxContent>";
        var document = parse(
                docx("<w:p><w:r><mc:AlternateContent><mc:Choice>" + box + "</mc:Choice><mc:Fallback>" + box
                        + "</mc:Fallback></mc:AlternateContent><w:t>anchor</w:t></w:r><w:del><w:r><w:delText>gone</w:delText>"
                        + "</w:r></w:del><w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom></w:p>"),
                null);

        assertThat(document.sections().get(0).text()).isEqualTo("box\n\nanchor");
    }

    @Test
    void wordNotesFollowTheBody() throws Exception {
        var parts = OfficeFiles.docxParts(paragraph("Body"));
        parts.put("word/notes.xml", "<w:footnotes xmlns:w=\"w\">" + paragraph("A note.") + "</w:footnotes>");

        assertThat(parse(OfficeFiles.zip(parts), null).sections())
                .containsExactly(new Section(List.of(), "Body", null), new Section(List.of(), "A note.", null));
    }

    @Test
    void excelSheetsHaveRowsAndText() throws Exception {
        var document = parse(
                xlsx("<row><c r=\"A1\" t=\"inlineStr\"><is><t>Price list</t></is></c></row>"
                        + "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"B3\" t=\"s\"><v>1</v></c>"
                        + "<c r=\"D3\" t=\"s\"><v>3</v></c></row>"
                        + "<row r=\"4\"><c r=\"A4\" t=\"s\"><v>2</v></c><c r=\"B4\" s=\"2\"><f>A1*2</f><v>2.5</v></c>"
                        + "<c r=\"C4\" t=\"b\"><v>1</v></c><c r=\"D4\" s=\"1\"><v>45000</v></c></row>"
                        + "<row r=\"5\"><c t=\"s\"><v>2</v></c><c><v>3</v></c><c/><c s=\"3\"><v>45000.5</v></c></row>"),
                "a.xlsx");

        assertThat(document.rows()).hasSize(2);
        assertThat(document.rows().get(0))
                .containsExactly(
                        entry("Name", "Pump & hose"),
                        entry("Price", 2.5),
                        entry("Column 3", true),
                        entry("Added", "2023-03-15"));
        assertThat(document.rows().get(1))
                .containsEntry("Price", 3L)
                .containsEntry("Column 3", null)
                .containsEntry("Added", "2023-03-15T12:00");
        assertThat(document.sections())
                .containsExactly(
                        new Section(List.of("Parts"), "Price list", null),
                        new Section(
                                List.of("Parts"),
                                "Name | Price | Column 3 | Added\nPump & hose | 2.5 | true | 2023-03-15\n"
                                        + "Pump & hose | 3 |  | 2023-03-15T12:00",
                                null,
                                true));
        assertThat(document.metadata())
                .containsEntry("sheets", List.of("Parts"))
                .containsEntry("rows", 2);
    }
}
