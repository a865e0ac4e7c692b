package dev.serai.vector.lucene;

import dev.serai.support.vector.Fingerprint;
import dev.serai.vector.VectorError;
import dev.serai.vector.VectorException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.TieredMergePolicy;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/** Lucene's objects for one open index. */
record OpenIndex(Directory directory, IndexWriter writer, SearcherManager searchers, Fingerprint fingerprint) {

    private static final String EMBEDDER = "embedder";
    private static final String DIMENSIONS = "dimensions";

    /** @param merged runs when segments have been merged, on a thread of Lucene's */
    static OpenIndex open(Path path, Fingerprint wanted, Runnable merged) throws IOException {
        Files.createDirectories(path);
        var directory = FSDirectory.open(path);
        IndexWriter writer = null;
        try {
            writer = new IndexWriter(directory, settings(merged));
            var fingerprint = fingerprint(writer, wanted);
            return new OpenIndex(directory, writer, new SearcherManager(writer, null), fingerprint);
        } catch (IOException | RuntimeException e) {
            if (writer != null) {
                writer.rollback();
            }
            directory.close();
            throw e;
        }
    }

    private static IndexWriterConfig settings(Runnable merged) {
        var merging = new TieredMergePolicy();
        // A search looks into each segment, so few and large ones are what makes it fast.
        merging.setSegmentsPerTier(4);
        merging.setMaxMergeAtOnce(8);
        merging.setFloorSegmentMB(16);
        var merger = new Merging(merged);
        merger.disableAutoIOThrottle();
        return new IndexWriterConfig(new EnglishAnalyzer())
                .setCodec(new WideVectors())
                .setMergePolicy(merging)
                .setMergeScheduler(merger)
                .setRAMBufferSizeMB(128)
                .setUseCompoundFile(true)
                .setCommitOnClose(false);
    }

    /** What a new index is made for, or what an old one was made for. */
    private static Fingerprint fingerprint(IndexWriter writer, Fingerprint wanted) throws IOException {
        var known = new HashMap<String, String>();
        if (writer.getLiveCommitData() != null) {
            writer.getLiveCommitData().forEach(entry -> known.put(entry.getKey(), entry.getValue()));
        }
        if (known.containsKey(EMBEDDER)) {
            return new Fingerprint(known.get(EMBEDDER), Integer.parseInt(known.get(DIMENSIONS)));
        }
        if (DirectoryReader.indexExists(writer.getDirectory())) {
            throw new VectorException(
                    VectorError.STORE_BROKEN, "the directory holds an index that is no collection of this component");
        }
        writer.setLiveCommitData(Map.of(EMBEDDER, wanted.embedder(), DIMENSIONS, Integer.toString(wanted.dimensions()))
                .entrySet());
        writer.commit();
        return wanted;
    }

    void commit() throws IOException {
        writer.commit();
        searchers.maybeRefreshBlocking();
    }

    /** All that was acknowledged is committed, so what is given up here is unfinished merges. */
    void close() {
        try (directory;
                searchers) {
            if (writer.isOpen()) {
                writer.rollback();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was merged is of no use until readers see it, and is lost at the end unless it is committed. */
    private static final class Merging extends ConcurrentMergeScheduler {

        private final Runnable merged;

        Merging(Runnable merged) {
            this.merged = merged;
        }

        @Override
        protected void doMerge(MergeSource source, MergePolicy.OneMerge merge) throws IOException {
            super.doMerge(source, merge);
            merged.run();
        }
    }
}
