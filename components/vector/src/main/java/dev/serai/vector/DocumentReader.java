package dev.serai.vector;

import dev.serai.support.json.Json;
import dev.serai.support.vector.Fingerprint;
import dev.serai.vector.document.Chunk;
import dev.serai.vector.document.ChunkBy;
import dev.serai.vector.document.ChunkSettings;
import dev.serai.vector.document.Chunker;
import dev.serai.vector.document.DocumentException;
import dev.serai.vector.document.DocumentParser;
import dev.serai.vector.document.ParseLimits;
import dev.serai.vector.document.ParsedDocument;
import dev.serai.vector.document.Section;
import dev.serai.vector.document.TokenCounter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Turns documents into chunks. CPU work: call it on the threads for documents. */
final class DocumentReader {

    /** Counts up when documents would be cut differently than before, so that they are taken in again. */
    private static final String EDITION = "1";

    private static final int TOKENS = 256;
    private static final int CHARACTERS = 1_000;
    private static final int LONGEST_TITLE = 500;

    private final ParseLimits limits;
    private final DocumentParser parser;
    private final ChunkSettings settings;

    /** @param checksum the same as before means that nothing has to be done */
    record Loaded(String source, String checksum, byte[] bytes, Incoming document) {}

    /** @param metadata of the document as a whole */
    record Cut(List<Chunk> chunks, Map<String, Object> metadata) {}

    DocumentReader(VectorConfiguration configuration) {
        try {
            limits = ParseLimits.defaults()
                    .withMaxBytes(configuration.getMaxDocumentSize())
                    .withMaxTime(Duration.ofMillis(configuration.getMaxParseTime()));
            settings = settings(configuration);
        } catch (IllegalArgumentException e) {
            throw new VectorException(VectorError.BAD_OPTION, e.getMessage(), e);
        }
        parser = new DocumentParser(limits);
    }

    private static ChunkSettings settings(VectorConfiguration configuration) {
        var by = configuration.getChunkBy();
        int size = configuration.getChunkSize() != 0
                ? configuration.getChunkSize()
                : by == ChunkBy.CHARACTERS ? CHARACTERS : TOKENS;
        return new ChunkSettings(
                by, size, configuration.getChunkOverlap() >= 0 ? configuration.getChunkOverlap() : size / 8);
    }

    /** The document as it was written, cut into nothing. */
    ParsedDocument parse(Incoming document) {
        var loaded = new Loaded(document.label(), null, bytes(document), document);
        return document.isPlainText() ? plain(loaded) : parsed(loaded);
    }

    private byte[] bytes(Incoming document) {
        byte[] bytes;
        try {
            bytes = document.bytes((int) limits.maxBytes());
        } catch (IOException e) {
            throw new VectorException(VectorError.DOCUMENT_UNREADABLE, document.label() + " cannot be read: " + e, e);
        }
        if (bytes.length > limits.maxBytes()) {
            throw new VectorException(
                    VectorError.DOCUMENT_TOO_LARGE,
                    document.label() + " has more than the " + limits.maxBytes() + " bytes that are allowed");
        }
        return bytes;
    }

    Loaded load(Incoming document, Fingerprint fingerprint) {
        var bytes = bytes(document);
        var source = document.source() != null ? document.source() : "sha256:" + Digests.of(bytes);
        var facts = new TreeMap<String, Object>();
        facts.put("edition", EDITION);
        facts.put("metadata", new TreeMap<>(document.metadata()));
        facts.put("mediaType", String.valueOf(document.mediaType()));
        facts.put("name", String.valueOf(document.name()));
        facts.put("settings", settings.toString());
        facts.put("embedder", fingerprint.toString());
        return new Loaded(source, Digests.of(bytes, Json.bytes(facts)), bytes, document);
    }

    Cut cut(Loaded loaded, TokenCounter tokens) {
        var document = loaded.document();
        var parsed = document.isPlainText() ? plain(loaded) : parsed(loaded);
        var metadata = shortened(PlainValues.of(parsed.metadata()));
        if (parsed.title() != null) {
            metadata.put("title", shortened(parsed.title()));
        }
        metadata.putAll(document.metadata());
        var chunks = Chunker.of(settings, tokens).chunk(parsed);
        if (chunks.isEmpty()) {
            throw new VectorException(VectorError.DOCUMENT_EMPTY, loaded.source() + " has no text");
        }
        return new Cut(
                chunks.stream()
                        .map(chunk -> new Chunk(chunk.text(), shortened(chunk.metadata())))
                        .toList(),
                metadata);
    }

    /** What a document says of itself may be of any length, and is embedded with each chunk. */
    private static Map<String, Object> shortened(Map<String, Object> metadata) {
        var all = new LinkedHashMap<String, Object>(metadata);
        all.replaceAll((name, value) -> shortened(value));
        return all;
    }

    private static Object shortened(Object value) {
        return value instanceof String text && text.length() > LONGEST_TITLE ? text.substring(0, LONGEST_TITLE) : value;
    }

    private ParsedDocument plain(Loaded loaded) {
        var text = (String) loaded.document().content();
        if (text.isBlank()) {
            throw new VectorException(
                    VectorError.DOCUMENT_EMPTY,
                    loaded.source() + " has no text",
                    "Send a text with words in it.",
                    null);
        }
        if (text.length() > limits.maxCharacters()) {
            throw new VectorException(
                    VectorError.DOCUMENT_TOO_LARGE,
                    loaded.source() + " has " + text.length() + " characters, and " + limits.maxCharacters()
                            + " are allowed");
        }
        return new ParsedDocument(null, "text/plain", List.of(new Section(List.of(), text, null)), Map.of(), List.of());
    }

    private ParsedDocument parsed(Loaded loaded) {
        var document = loaded.document();
        var name = document.name() != null ? document.name() : document.source();
        var mediaType = document.content() instanceof String
                ? document.mediaType() + ";charset=" + StandardCharsets.UTF_8
                : document.mediaType();
        try {
            return parser.parse(new ByteArrayInputStream(loaded.bytes()), name, mediaType);
        } catch (DocumentException e) {
            throw failed(loaded.source(), e);
        }
    }

    private static VectorException failed(String source, DocumentException e) {
        var error = switch (e.reason()) {
            case UNSUPPORTED -> VectorError.DOCUMENT_UNSUPPORTED;
            case BROKEN -> VectorError.DOCUMENT_BROKEN;
            case ENCRYPTED -> VectorError.DOCUMENT_ENCRYPTED;
            case TOO_LARGE -> VectorError.DOCUMENT_TOO_LARGE;
            case TOO_SLOW -> VectorError.DOCUMENT_TOO_SLOW;
            case EMPTY -> VectorError.DOCUMENT_EMPTY;
        };
        return new VectorException(error, source + " cannot be taken in: " + e.getMessage(), e);
    }
}
