package dev.serai.vector.document;

import java.io.IOException;

final class XlsxReader implements FormatReader {
    @Override
    public ParsedDocument read(Source source, Budget budget) throws IOException {
        throw new DocumentException(
                DocumentException.Reason.UNSUPPORTED, budget.name() + " is in a format that is not read yet.");
    }
}
