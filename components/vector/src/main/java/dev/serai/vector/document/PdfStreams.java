package dev.serai.vector.document;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;

/** Refuses PDF streams that would fill the memory. */
final class PdfStreams {

    /** Deflate can't pack more densely than this. */
    private static final int MOST_PER_BYTE = 1032;

    /** Nor can LZW, with twelve bits for 4096 bytes. */
    private static final int MOST_PER_LZW_BYTE = 2731;

    private static final int MOST_STRUCTURE = 16 * 1024 * 1024;
    private static final int BUFFER = 64 * 1024;
    private static final byte[] STREAM = {'s', 't', 'r', 'e', 'a', 'm'};

    private PdfStreams() {}

    /**
     * Goes over the bytes as they are. It catches what is unpacked while the file is opened, and files whose structure is
     * so broken that the library searches for streams by itself.
     */
    static void refuseBombs(byte[] bytes, Budget budget) throws IOException {
        long most = budget.limits().maxUnpackedBytes();
        for (int i = 0; i < bytes.length - STREAM.length - 4; i++) {
            if ((i & 0xFFFF) == 0) {
                budget.check();
            }
            if (bytes[i] != 's' || !matches(bytes, i)) {
                continue;
            }
            int start = i + STREAM.length;
            while (start < bytes.length - 2 && (bytes[start] == '\r' || bytes[start] == '\n' || bytes[start] == ' ')) {
                start++;
            }
            boolean zlib =
                    (bytes[start] & 0x0F) == 8 && ((bytes[start] & 0xFF) << 8 | bytes[start + 1] & 0xFF) % 31 == 0;
            if (zlib && start > i + STREAM.length) {
                i = start - 1 + inflate(bytes, start, most, budget);
            }
        }
    }

    static void refuseBomb(COSStream stream, Budget budget) throws IOException {
        if (COSName.IMAGE.equals(stream.getCOSName(COSName.SUBTYPE))) {
            // Pictures are never unpacked.
            return;
        }
        var filters = filters(stream.getFilters());
        long most = isStructure(stream)
                ? Math.min(MOST_STRUCTURE, budget.limits().maxUnpackedBytes())
                : budget.limits().maxUnpackedBytes() / 4;
        double worst = stream.getLength();
        for (var filter : filters) {
            worst *= perByte(filter);
        }
        if (worst <= most) {
            return;
        }
        if (filters.size() > 1 || perByte(filters.get(0)) != MOST_PER_BYTE) {
            throw tooLarge("may unpack", most, budget);
        }
        try (var raw = stream.createRawInputStream()) {
            inflate(raw.readAllBytes(), 0, most, budget);
        }
    }

    static boolean isStructure(COSStream stream) {
        var type = stream.getCOSName(COSName.TYPE);
        return COSName.OBJ_STM.equals(type) || COSName.XREF.equals(type);
    }

    private static List<COSName> filters(COSBase value) {
        var names = new ArrayList<COSName>();
        if (value instanceof COSName name) {
            names.add(name);
        } else if (value instanceof COSArray array) {
            for (int i = 0; i < Math.min(array.size(), 16); i++) {
                if (array.getObject(i) instanceof COSName name) {
                    names.add(name);
                }
            }
        } else if (value instanceof COSObject object) {
            return filters(object.getObject());
        }
        return names;
    }

    private static int perByte(COSName filter) {
        return switch (filter.getName()) {
            case "FlateDecode", "Fl" -> MOST_PER_BYTE;
            case "LZWDecode", "LZW" -> MOST_PER_LZW_BYTE;
            case "RunLengthDecode", "RL" -> 64;
            case "ASCII85Decode", "A85" -> 4;
            default -> 1;
        };
    }

    /** @return how many bytes the packed stream took */
    private static int inflate(byte[] bytes, int start, long most, Budget budget) throws IOException {
        var inflater = new Inflater();
        try {
            inflater.setInput(bytes, start, bytes.length - start);
            var buffer = new byte[BUFFER];
            while (!inflater.finished()) {
                budget.check();
                int count = inflater.inflate(buffer);
                if (inflater.getBytesWritten() > most) {
                    throw tooLarge("unpacks", most, budget);
                }
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    break;
                }
            }
            return inflater.finished() ? (int) inflater.getBytesRead() : 1;
        } catch (DataFormatException e) {
            // Not packed after all, or broken; the library reads as far as it gets.
            return 1;
        } finally {
            inflater.end();
        }
    }

    /** The library logs what fails in an object and goes on without it. */
    private static DocumentException tooLarge(String what, long most, Budget budget) {
        return budget.remembered(
                budget.tooLarge("has a stream that " + what + " to more than " + most + " bytes", "unpacked bytes"));
    }

    private static boolean matches(byte[] bytes, int at) {
        for (int i = 1; i < STREAM.length; i++) {
            if (bytes[at + i] != STREAM[i]) {
                return false;
            }
        }
        return true;
    }
}
