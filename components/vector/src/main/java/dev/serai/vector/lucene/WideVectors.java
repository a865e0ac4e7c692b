package dev.serai.vector.lucene;

import java.io.IOException;
import org.apache.lucene.codecs.FilterCodec;
import org.apache.lucene.codecs.KnnVectorsFormat;
import org.apache.lucene.codecs.KnnVectorsReader;
import org.apache.lucene.codecs.KnnVectorsWriter;
import org.apache.lucene.codecs.lucene912.Lucene912Codec;
import org.apache.lucene.codecs.lucene99.Lucene99HnswVectorsFormat;
import org.apache.lucene.index.SegmentReadState;
import org.apache.lucene.index.SegmentWriteState;

/** Lucene's own format for up to 4096 dimensions instead of 1024; what is written can be read without this class. */
final class WideVectors extends FilterCodec {

    private static final int DIMENSIONS = 4096;
    private static final int LINKS = 16;
    private static final int CANDIDATES = 100;

    private final Lucene912Codec codec;

    WideVectors() {
        this(new Lucene912Codec() {
            @Override
            public KnnVectorsFormat getKnnVectorsFormatForField(String field) {
                return new Wide(new Lucene99HnswVectorsFormat(LINKS, CANDIDATES));
            }
        });
    }

    private WideVectors(Lucene912Codec codec) {
        super(codec.getName(), codec);
        this.codec = codec;
    }

    @Override
    public KnnVectorsFormat knnVectorsFormat() {
        return codec.knnVectorsFormat();
    }

    private static final class Wide extends KnnVectorsFormat {

        private final KnnVectorsFormat format;

        Wide(KnnVectorsFormat format) {
            super(format.getName());
            this.format = format;
        }

        @Override
        public KnnVectorsWriter fieldsWriter(SegmentWriteState state) throws IOException {
            return format.fieldsWriter(state);
        }

        @Override
        public KnnVectorsReader fieldsReader(SegmentReadState state) throws IOException {
            return format.fieldsReader(state);
        }

        @Override
        public int getMaxDimensions(String field) {
            return DIMENSIONS;
        }
    }
}
