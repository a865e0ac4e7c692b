package dev.serai.vector.document;

import java.io.IOException;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.io.RandomAccessReadView;
import org.apache.pdfbox.pdfparser.PDFParser;

/** Looks at each stream before it is unpacked, since the library unpacks into memory without an end. */
final class PdfParser extends PDFParser {

    private final Budget budget;

    PdfParser(byte[] bytes, Budget budget) throws IOException {
        super(new Watched(bytes, budget));
        this.budget = budget;
    }

    @Override
    public COSBase dereferenceCOSObject(COSObject object) throws IOException {
        budget.check();
        var value = super.dereferenceCOSObject(object);
        if (value instanceof COSStream stream) {
            PdfStreams.refuseBomb(stream, budget);
        }
        return value;
    }

    /** The streams of the cross-reference are no objects, and they are never encrypted. */
    @Override
    protected COSStream parseCOSStream(COSDictionary dictionary) throws IOException {
        var stream = super.parseCOSStream(dictionary);
        if (PdfStreams.isStructure(stream)) {
            PdfStreams.refuseBomb(stream, budget);
        }
        return stream;
    }

    /** A broken file is searched byte by byte, and each search begins here. */
    private static final class Watched extends RandomAccessReadBuffer {

        private static final int STEP = 1024;

        private final Budget budget;
        private int reads;

        Watched(byte[] bytes, Budget budget) {
            super(bytes);
            this.budget = budget;
        }

        @Override
        public int read() throws IOException {
            if (++reads % STEP == 0) {
                budget.check();
            }
            return super.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            budget.check();
            return super.read(target, offset, length);
        }

        @Override
        public RandomAccessReadView createView(long start, long length) {
            return new RandomAccessReadView(this, start, length);
        }
    }
}
