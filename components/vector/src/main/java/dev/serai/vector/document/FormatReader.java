package dev.serai.vector.document;

import java.io.IOException;

/** Reads one format. */
@FunctionalInterface
interface FormatReader {

    ParsedDocument read(Source source, Budget budget) throws IOException;
}
