package dev.serai.vector.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Builds small Word documents and Excel workbooks. */
final class OfficeFiles {

    private static final String TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    private OfficeFiles() {}

    static byte[] zip(Map<String, String> parts) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    static Map<String, String> docxParts(String body) {
        var parts = new LinkedHashMap<String, String>();
        parts.put("[Content_Types].xml", "<Types/>");
        parts.put("_rels/.rels", relationships("officeDocument", "word/document2.xml"));
        parts.put(
                "word/document2.xml",
                "<w:document xmlns:w=\"w\" xmlns:mc=\"mc\"><w:body>" + body + "</w:body></w:document>");
        parts.put(
                "word/_rels/document2.xml.rels", relationships("styles", "styles.xml", "footnotes", "/word/notes.xml"));
        parts.put(
                "word/styles.xml",
                "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"berschrift1\"><w:name w:val=\"heading 1\"/></w:style>"
                        + "<w:style w:styleId=\"Own\"><w:name w:val=\"Own\"/><w:basedOn w:val=\"Second\"/></w:style>"
                        + "<w:style w:styleId=\"Second\"><w:name w:val=\"x\"/><w:pPr><w:outlineLvl w:val=\"1\"/></w:pPr>"
                        + "</w:style><w:style w:styleId=\"V1\"><w:name w:val=\"toc 1\"/></w:style></w:styles>");
        parts.put(
                "docProps/core.xml",
                "<c xmlns:dc=\"dc\"><dc:title>The  manual</dc:title><dc:creator>Ada</dc:creator></c>");
        return parts;
    }

    static byte[] docx(String body) throws IOException {
        return zip(docxParts(body));
    }

    static String paragraph(String style, String text) {
        return "<w:p><w:pPr><w:pStyle w:val=\"" + style + "\"/></w:pPr><w:r><w:t>" + text + "</w:t></w:r></w:p>";
    }

    static String paragraph(String text) {
        return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>";
    }

    static Map<String, String> xlsxParts(String sheet) {
        var parts = new LinkedHashMap<String, String>();
        parts.put("_rels/.rels", relationships("officeDocument", "xl/workbook.xml"));
        parts.put(
                "xl/workbook.xml",
                "<workbook xmlns:r=\"r\"><workbookPr/><sheets><sheet name=\"Parts\" sheetId=\"1\" r:id=\"r1\"/>"
                        + "<sheet name=\"Hidden\" sheetId=\"2\" state=\"hidden\" r:id=\"r1\"/></sheets></workbook>");
        parts.put(
                "xl/_rels/workbook.xml.rels",
                relationships("worksheet", "worksheets/sheet1.xml", "sharedStrings", "sharedStrings.xml"));
        parts.put("xl/worksheets/sheet1.xml", "<worksheet><sheetData>" + sheet + "</sheetData></worksheet>");
        parts.put(
                "xl/sharedStrings.xml",
                "<sst><si><t>Name</t></si><si><t>Price</t></si><si><r><t>Pump</t></r><r><t> &amp; hose</t></r>"
                        + "<rPh><t>ponpu</t></rPh></si><si><t>Added</t></si></sst>");
        parts.put(
                "xl/styles.xml",
                "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"[$-407]dd/mm/yyyy;@\"/>"
                        + "<numFmt numFmtId=\"165\" formatCode=\"0.00&quot; days&quot;\"/></numFmts>"
                        + "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>"
                        + "<xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"22\"/></cellXfs></styleSheet>");
        return parts;
    }

    static byte[] xlsx(String sheet) throws IOException {
        return zip(xlsxParts(sheet));
    }

    private static String relationships(String... typesAndTargets) {
        var xml = new StringBuilder("<Relationships>");
        for (int i = 0; i < typesAndTargets.length; i += 2) {
            xml.append("<Relationship Id=\"r")
                    .append(i / 2 + 1)
                    .append("\" Type=\"")
                    .append(TYPES)
                    .append(typesAndTargets[i])
                    .append("\" Target=\"")
                    .append(typesAndTargets[i + 1])
                    .append("\"/>");
        }
        return xml.append("</Relationships>").toString();
    }
}
