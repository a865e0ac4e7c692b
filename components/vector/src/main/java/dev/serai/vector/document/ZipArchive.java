package dev.serai.vector.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * A ZIP archive in memory, whose parts are unpacked only where they are read and only as far. The JDK's own reader wants
 * either a file or the parts in their order.
 */
final class ZipArchive {

    private static final int END_OF_DIRECTORY = 0x06054b50;
    private static final int DIRECTORY_ENTRY = 0x02014b50;
    private static final int LOCAL_ENTRY = 0x04034b50;
    private static final int MOST_ENTRIES = 10_000;
    private static final int BUFFER = 16 * 1024;
    private static final int COMMENT = 65_535;

    private final byte[] bytes;
    private final Budget budget;
    private final Map<String, Entry> entries = new HashMap<>();

    private record Entry(int offset, long packedSize, int method, boolean encrypted) {}

    ZipArchive(byte[] bytes, Budget budget) throws IOException {
        this.bytes = bytes;
        this.budget = budget;
        int at = directory();
        while (at + 46 <= bytes.length && number(at, 4) == DIRECTORY_ENTRY) {
            int nameLength = (int) number(at + 28, 2);
            int next = at + 46 + nameLength + (int) number(at + 30, 2) + (int) number(at + 32, 2);
            if (at + 46 + nameLength > bytes.length || entries.size() >= MOST_ENTRIES) {
                throw budget.broken("has a directory that isn't in order", null);
            }
            var name = new String(bytes, at + 46, nameLength, StandardCharsets.UTF_8);
            entries.put(
                    name,
                    new Entry(
                            (int) Math.min(number(at + 42, 4), Integer.MAX_VALUE),
                            number(at + 20, 4),
                            (int) number(at + 10, 2),
                            (number(at + 8, 2) & 1) != 0));
            at = next;
        }
    }

    boolean has(String name) {
        return entries.containsKey(name);
    }

    boolean hasFolder(String folder) {
        return entries.keySet().stream().anyMatch(name -> name.startsWith(folder));
    }

    /** @return null where the archive has no such part */
    InputStream open(String name) throws IOException {
        var entry = entries.get(name);
        if (entry == null) {
            return null;
        }
        if (entry.encrypted()) {
            throw budget.encrypted(null);
        }
        int at = entry.offset();
        if (at > bytes.length - 30 || number(at, 4) != LOCAL_ENTRY) {
            throw budget.broken("lacks the content of its part " + name, null);
        }
        long start = at + 30 + number(at + 26, 2) + number(at + 28, 2);
        return new Unpacked(packed(entry, start, name), budget);
    }

    private InputStream packed(Entry entry, long start, String name) throws IOException {
        if (start > bytes.length || entry.method() != 0 && entry.method() != 8) {
            throw budget.broken("has a part " + name + " that can't be unpacked", null);
        }
        int left = bytes.length - (int) start;
        if (entry.method() == 0) {
            return new ByteArrayInputStream(bytes, (int) start, (int) Math.min(left, entry.packedSize()));
        }
        // A deflated part knows its own end, so its size doesn't have to be believed.
        return new InflaterInputStream(new ByteArrayInputStream(bytes, (int) start, left), new Inflater(true), BUFFER) {
            @Override
            public void close() throws IOException {
                super.close();
                inf.end();
            }
        };
    }

    private int directory() throws IOException {
        for (int at = bytes.length - 22; at >= Math.max(0, bytes.length - 22 - COMMENT); at--) {
            if (number(at, 4) == END_OF_DIRECTORY) {
                return (int) Math.min(number(at + 16, 4), Integer.MAX_VALUE - 64);
            }
        }
        throw budget.broken("is a ZIP archive without a directory; it may have been cut off", null);
    }

    private long number(int at, int length) {
        long number = 0;
        for (int i = length - 1; i >= 0; i--) {
            number = number << 8 | bytes[at + i] & 0xFF;
        }
        return number;
    }
}
