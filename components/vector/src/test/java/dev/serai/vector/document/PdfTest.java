package dev.serai.vector.document;

import static dev.serai.vector.document.Samples.parse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import dev.serai.vector.document.DocumentException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PdfTest {

    @Test
    void everyPageWithTextIsASection() throws Exception {
        var document = parse(PdfFiles.pages("One line.\nAnother line.", "", "Third page.\n\n\nApart."), "a.pdf");

        assertThat(document.mediaType()).isEqualTo("application/pdf");
        assertThat(document.title()).isEqualTo("Of pumps");
        assertThat(document.metadata()).containsOnly(entry("pages", 3), entry("author", "Ada"));
        assertThat(document.sections())
                .containsExactly(
                        new Section(List.of(), "One line.\nAnother line.", 1),
                        new Section(List.of(), "Third page.\n\nApart.", 3));
    }

    @Test
    void contentIsBelievedMoreThanTheName() throws Exception {
        assertThat(parse(PdfFiles.pages("Text"), "a.txt").mediaType()).isEqualTo("application/pdf");
    }

    @Test
    void linesInFrontOfAPdfDoNoHarmAndTextAboutPdfStaysText() throws Exception {
        var front = "X-Scanner: 1\n\n".getBytes(StandardCharsets.UTF_8);
        var pdf = PdfFiles.pages("Text");
        var both = Arrays.copyOf(front, front.length + pdf.length);
        System.arraycopy(pdf, 0, both, front.length, pdf.length);

        assertThat(parse(both, "a.pdf").sections()).extracting(Section::text).containsExactly("Text");
        assertThat(parse("A file begins with %PDF-1.7", "a.md").mediaType()).isEqualTo("text/markdown");
    }

    @Test
    void passwordIsNamed() throws Exception {
        var bytes = PdfFiles.encrypted("secret", "Text");

        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> parse(bytes, "a.pdf"))
                .withMessage("a.pdf is protected by a password. Save it without one and send it again.")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.ENCRYPTED));
    }

    @Test
    void fileThatOpensWithoutPasswordIsRead() throws Exception {
        assertThat(parse(PdfFiles.encrypted("", "Open text"), "a.pdf").sections())
                .extracting(Section::text)
                .containsExactly("Open text");
    }

    @Test
    void picturesAloneNeedTextRecognition() throws Exception {
        var bytes = PdfFiles.pages("", "");

        assertThatExceptionOfType(DocumentException.class)
                .isThrownBy(() -> parse(bytes, "scan.pdf"))
                .withMessageContaining("Run text recognition (OCR)")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.EMPTY));
    }
}
