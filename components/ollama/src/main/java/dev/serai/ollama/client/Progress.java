package dev.serai.ollama.client;

/**
 * Where a download, an upload or the making of a model stands.
 *
 * @param digest the layer in work, or null
 * @param total the layer's bytes, or -1
 * @param completed the bytes done, or -1
 */
public record Progress(String status, String digest, long total, long completed) {}
