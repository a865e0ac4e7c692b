package dev.serai.vector.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/** Builds small PDF files, well-formed with the library and hostile by hand. */
final class PdfFiles {

    private PdfFiles() {}

    /** A page for each text; lines are apart like lines, empty lines like paragraphs. */
    static byte[] pages(String... pages) throws IOException {
        try (var document = document(pages)) {
            return bytes(document);
        }
    }

    static byte[] encrypted(String userPassword, String page) throws IOException {
        try (var document = document(page)) {
            var policy = new StandardProtectionPolicy("owner", userPassword, new AccessPermission());
            policy.setEncryptionKeyLength(128);
            document.protect(policy);
            return bytes(document);
        }
    }

    /** A file whose first object is the catalogue and whose cross-reference is missing, so that a reader searches. */
    static byte[] broken(byte[]... objects) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes("%PDF-1.7\n".getBytes(StandardCharsets.ISO_8859_1));
        int number = 1;
        for (var object : objects) {
            bytes.writeBytes((number++ + " 0 obj\n").getBytes(StandardCharsets.ISO_8859_1));
            bytes.writeBytes(object);
            bytes.writeBytes("\nendobj\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        bytes.writeBytes("trailer\n<</Root 1 0 R>>\n%%EOF\n".getBytes(StandardCharsets.ISO_8859_1));
        return bytes.toByteArray();
    }

    /** The same with a cross-reference. */
    static byte[] file(byte[]... objects) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes("%PDF-1.7\n".getBytes(StandardCharsets.ISO_8859_1));
        List<Integer> offsets = new ArrayList<>();
        int number = 1;
        for (var object : objects) {
            offsets.add(bytes.size());
            bytes.writeBytes((number++ + " 0 obj\n").getBytes(StandardCharsets.ISO_8859_1));
            bytes.writeBytes(object);
            bytes.writeBytes("\nendobj\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        int start = bytes.size();
        var end = new StringBuilder("xref\n0 " + number + "\n0000000000 65535 f \n");
        offsets.forEach(offset -> end.append(String.format("%010d 00000 n \n", offset)));
        end.append("trailer\n<</Size ")
                .append(number)
                .append("/Root 1 0 R>>\nstartxref\n")
                .append(start)
                .append("\n%%EOF\n");
        bytes.writeBytes(end.toString().getBytes(StandardCharsets.ISO_8859_1));
        return bytes.toByteArray();
    }

    static byte[] object(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] stream(String dictionary, byte[] content) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(object("<<" + dictionary + "/Length " + content.length + ">>\nstream\n"));
        bytes.writeBytes(content);
        bytes.writeBytes(object("\nendstream"));
        return bytes.toByteArray();
    }

    /** So many times the same text, packed. */
    static byte[] deflated(String text, int times) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var content = text.repeat(1000).getBytes(StandardCharsets.ISO_8859_1);
        try (var out = new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_COMPRESSION), 64 * 1024)) {
            for (int i = 0; i < times / 1000; i++) {
                out.write(content);
            }
        }
        return bytes.toByteArray();
    }

    private static PDDocument document(String... pages) throws IOException {
        var document = new PDDocument();
        document.getDocumentInformation().setTitle("Of pumps");
        document.getDocumentInformation().setAuthor("Ada");
        for (var text : pages) {
            var page = new PDPage();
            document.addPage(page);
            try (var content = new PDPageContentStream(document, page)) {
                content.beginText();
                content.setFont(new PDType1Font(FontName.HELVETICA), 12);
                content.newLineAtOffset(50, 700);
                for (var line : text.split("\n")) {
                    content.showText(line);
                    content.newLineAtOffset(0, -15);
                }
                content.endText();
            }
        }
        return document;
    }

    private static byte[] bytes(PDDocument document) throws IOException {
        var bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }
}
