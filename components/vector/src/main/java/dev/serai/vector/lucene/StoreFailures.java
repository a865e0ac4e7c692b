package dev.serai.vector.lucene;

import dev.serai.vector.VectorError;
import dev.serai.vector.VectorException;
import java.nio.file.Path;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.LockObtainFailedException;

/** Lucene's failures in the component's words. */
final class StoreFailures {

    private StoreFailures() {}

    static RuntimeException of(Path path, Throwable error) {
        if (error instanceof VectorException known) {
            return known;
        }
        if (error instanceof LockObtainFailedException) {
            return new VectorException(
                    VectorError.LOCKED, "the directory " + path + " is in use by another process or context", error);
        }
        if (error instanceof CorruptIndexException
                || error instanceof IndexFormatTooNewException
                || error instanceof IndexFormatTooOldException) {
            return new VectorException(
                    VectorError.STORE_BROKEN, "the index in " + path + " cannot be read: " + error.getMessage(), error);
        }
        if (error instanceof AlreadyClosedException) {
            return new VectorException(VectorError.CLOSED, "the index in " + path + " is closed", error);
        }
        return new VectorException(VectorError.STORE_FAILED, "the index in " + path + " failed: " + error, error);
    }
}
