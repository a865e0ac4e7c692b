package dev.serai.offline.ollama;

/** What the handlers of one server share. */
record ServerState(
        Settings settings,
        ModelLibrary models,
        LoadedModels loaded,
        RemoteLibrary remote,
        BlobStore blobs,
        Script script,
        Admission admission) {

    /** What is fixed when a server starts. */
    record Settings(String version, String registry, int contextLength) {}
}
