package dev.serai.vector.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.support.vector.Fingerprint;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.KnnFloatVectorField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenIndexTest {

    /** Otherwise readers would go on with many small segments, and the merged one would be lost at the end. */
    @Test
    void itTellsWhenSegmentsHaveBeenMerged(@TempDir Path directory) throws Exception {
        var merges = new AtomicInteger();
        var index = OpenIndex.open(directory, new Fingerprint("test", 2), merges::incrementAndGet);
        try {
            for (int i = 0; i < 3; i++) {
                var document = new Document();
                document.add(new KnnFloatVectorField(Fields.VECTOR, new float[] {1, i}));
                index.writer().addDocument(document);
                index.commit();
            }
            assertThat(merges).hasValue(0);
            index.writer().forceMerge(1);
            // Lucene lets the waiting caller go before its merging thread has told of the merge.
            await().until(() -> merges.get() > 0);
            index.commit();
            assertThat(index.searchers().acquire().getIndexReader().leaves()).hasSize(1);
        } finally {
            index.close();
        }
    }
}
