package dev.serai.vector;

/**
 * What became of one document.
 *
 * @param chunks how many of it are in the collection
 * @param error why it failed, beginning with the error's code; otherwise null
 */
public record IngestResult(String source, int chunks, IngestStatus status, String error) {

    static IngestResult of(String source, int chunks, IngestStatus status) {
        return new IngestResult(source, chunks, status, null);
    }

    static IngestResult failed(String source, Throwable error) {
        return new IngestResult(source, 0, IngestStatus.FAILED, String.valueOf(error.getMessage()));
    }
}
