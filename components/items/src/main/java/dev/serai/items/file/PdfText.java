package dev.serai.items.file;

import com.sun.management.ThreadMXBean;
import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.io.RandomAccessReadView;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/**
 * Takes the text out of a PDF. A small file may unpack to a very large one, and PDFBox keeps it in memory; so each time that
 * it reads on, what it has allocated for the page at hand is looked at.
 */
public final class PdfText {

    private static final int PAGES = 2_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long memory;
    private final Runnable check;
    private long before = THREADS.getCurrentThreadAllocatedBytes();

    private PdfText(long memory, Runnable check) {
        this.memory = memory;
        this.check = check;
    }

    /**
     * The fields that a PDF becomes.
     *
     * @param memory how many bytes may be allocated for a page
     * @param check fails when all took too long; asked each time that more of the file is read
     */
    public static Map<String, Object> read(byte[] file, long memory, Runnable check) {
        var watch = new PdfText(memory, check);
        try (var document = Loader.loadPDF(watch.new Source(file))) {
            var stripper = watch.new Stripper();
            stripper.setSortByPosition(true);
            stripper.setEndPage(PAGES);
            var json = new LinkedHashMap<String, Object>();
            json.put("numpages", document.getNumberOfPages());
            json.put("text", stripper.getText(document).strip());
            return json;
        } catch (ItemsException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // A damaged file ends in all kinds of exceptions in there.
            throw new ItemsException(ItemsError.BAD_FILE, "the file is no readable PDF", e);
        }
    }

    private void look() {
        if (THREADS.getCurrentThreadAllocatedBytes() - before > memory) {
            throw new ItemsException(
                    ItemsError.TOO_LARGE, "a page of the PDF needs more than " + (memory >> 20) + " MiB, unpacked");
        }
    }

    /** The file, of which little is read at once. */
    private final class Source extends RandomAccessReadBuffer {

        Source(byte[] file) {
            super(file);
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            look();
            check.run();
            return super.read(into, from, length);
        }

        @Override
        public RandomAccessReadView createView(long start, long length) {
            return new RandomAccessReadView(this, start, length);
        }
    }

    private final class Stripper extends PDFTextStripper {

        @Override
        protected void startPage(PDPage page) throws IOException {
            before = THREADS.getCurrentThreadAllocatedBytes();
            super.startPage(page);
        }

        @Override
        protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
            look();
            super.processOperator(operator, operands);
        }

        @Override
        protected void processTextPosition(TextPosition text) {
            look();
            super.processTextPosition(text);
        }
    }
}
