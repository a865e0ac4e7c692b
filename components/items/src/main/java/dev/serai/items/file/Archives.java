package dev.serai.items.file;

import dev.serai.items.ItemsError;
import dev.serai.items.ItemsException;
import dev.serai.items.model.Binary;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Zip and gzip in memory. What is unpacked with one of these has one limit together. */
public final class Archives {

    private static final int FILES = 1_000;
    private static final int ZIP = 0x504b;
    private static final int GZIP = 0x1f8b;

    /** A file in an archive; its name has no folders, which could lead out of the one that it is written to. */
    public record Entry(String name, byte[] data) {}

    private long rest;

    public Archives(long maxSize) {
        rest = maxSize;
    }

    public static byte[] zip(Map<String, byte[]> files) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static byte[] gzip(byte[] file) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** What the file holds; which kind of archive it is stands in its first bytes. */
    public List<Entry> unpack(Binary file) {
        try {
            return switch (kind(file.data())) {
                case ZIP -> unzip(file.data());
                case GZIP -> List.of(new Entry(unpackedName(file.fileName()), gunzip(file.data())));
                default -> throw new ItemsException(ItemsError.BAD_FILE, "the file is neither a zip nor a gzip");
            };
        } catch (IOException | IllegalArgumentException e) {
            throw new ItemsException(ItemsError.BAD_FILE, "the archive cannot be read", e);
        }
    }

    private static int kind(byte[] data) {
        return data.length < 2 ? 0 : (data[0] & 0xff) << 8 | data[1] & 0xff;
    }

    private byte[] gunzip(byte[] data) throws IOException {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(data))) {
            return read(gzip);
        }
    }

    private List<Entry> unzip(byte[] data) throws IOException {
        var entries = new ArrayList<Entry>();
        // Names without the mark of UTF-8 are of old tools; any of their bytes is a character of this set.
        try (var zip = new ZipInputStream(new ByteArrayInputStream(data), StandardCharsets.ISO_8859_1)) {
            int seen = 0;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++seen > FILES) {
                    throw new ItemsException(ItemsError.TOO_LARGE, "the archive has more than " + FILES + " files");
                }
                // A folder may have bytes too, which count although nobody wants them.
                var bytes = read(zip);
                if (!entry.isDirectory()) {
                    entries.add(new Entry(lastPart(entry.getName()), bytes));
                }
            }
        }
        return entries;
    }

    /** Counted while it is read: what the archive says of its length may be a lie. */
    private byte[] read(InputStream in) throws IOException {
        var bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 16, rest + 1));
        rest -= bytes.length;
        if (rest < 0) {
            throw new ItemsException(ItemsError.TOO_LARGE, "the archive has more bytes than maxSize, unpacked");
        }
        return bytes;
    }

    private static String lastPart(String path) {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }

    private static String unpackedName(String name) {
        return name == null ? null : name.replaceFirst("(?i)\\.gz(?:ip)?$", "");
    }
}
