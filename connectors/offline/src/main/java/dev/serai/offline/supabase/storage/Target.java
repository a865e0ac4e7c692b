package dev.serai.offline.supabase.storage;

/** What a path names: a bucket, a key in it, or neither. */
record Target(String bucket, String key) {
    /** Bucket and key as signatures name them. */
    String path() {
        return bucket + "/" + key;
    }
}
