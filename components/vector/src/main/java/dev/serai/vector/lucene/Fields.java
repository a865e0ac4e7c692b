package dev.serai.vector.lucene;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.serai.support.json.Json;
import dev.serai.support.text.Passage;
import dev.serai.support.vector.SourceState;
import dev.serai.support.vector.StoredChunk;
import java.time.Instant;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.util.BytesRef;

/** How chunks and sources are written as Lucene's documents. */
final class Fields {

    static final String ID = "id";
    static final String KIND = "kind";
    static final String SOURCE = "source";
    static final String POSITION = "position";
    static final String TEXT = "text";
    static final String VECTOR = "vector";

    /** Kinds of documents. */
    static final String CHUNK = "chunk";

    static final String STATE = "state";

    /** The name of a source's state, which is replaced together with its chunks and found by itself. */
    static final String STATE_OF = "stateOf";

    private static final String METADATA = "metadataJson";
    private static final String CHECKSUM = "checksum";
    private static final String CHUNKS = "chunks";
    private static final String INGESTED = "ingested";

    private Fields() {}

    static Document chunk(StoredChunk chunk) {
        var document = new Document();
        document.add(new StringField(KIND, CHUNK, Store.NO));
        document.add(new StringField(ID, chunk.id(), Store.YES));
        document.add(new StringField(SOURCE, chunk.source(), Store.YES));
        document.add(new SortedDocValuesField(SOURCE, new BytesRef(chunk.source())));
        document.add(new NumericDocValuesField(POSITION, chunk.position()));
        document.add(new TextField(TEXT, chunk.text(), Store.YES));
        document.add(new KnnFloatVectorField(VECTOR, chunk.vector(), VectorSimilarityFunction.DOT_PRODUCT));
        MetadataTerms.of(chunk.metadata())
                .forEach(term -> document.add(new StringField(MetadataTerms.FIELD, term, Store.NO)));
        metadata(document, chunk.metadata());
        return document;
    }

    static Document state(SourceState state) {
        var document = new Document();
        document.add(new StringField(KIND, STATE, Store.NO));
        document.add(new StringField(STATE_OF, state.source(), Store.YES));
        document.add(new StringField(SOURCE, state.source(), Store.NO));
        document.add(new SortedDocValuesField(SOURCE, new BytesRef(state.source())));
        document.add(new StoredField(CHECKSUM, state.checksum()));
        document.add(new StoredField(CHUNKS, state.chunks()));
        document.add(new StoredField(INGESTED, state.ingested().toEpochMilli()));
        metadata(document, state.metadata());
        return document;
    }

    private static void metadata(Document document, Map<String, Object> metadata) {
        if (!metadata.isEmpty()) {
            document.add(new StoredField(METADATA, Json.text(metadata)));
        }
    }

    static Passage passage(Document document, double score) {
        return new Passage(document.get(ID), document.get(SOURCE), document.get(TEXT), score, metadata(document));
    }

    static SourceState state(Document document) {
        return new SourceState(
                document.get(STATE_OF),
                document.get(CHECKSUM),
                document.getField(CHUNKS).numericValue().intValue(),
                Instant.ofEpochMilli(document.getField(INGESTED).numericValue().longValue()),
                metadata(document));
    }

    private static Map<String, Object> metadata(Document document) {
        var json = document.get(METADATA);
        try {
            return json == null ? Map.of() : Json.map(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("metadata that was written as JSON is none", e);
        }
    }
}
