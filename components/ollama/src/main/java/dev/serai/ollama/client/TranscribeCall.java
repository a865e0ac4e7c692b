package dev.serai.ollama.client;

import dev.serai.support.http.HttpBody;
import java.util.Map;

/**
 * A recording to write down.
 *
 * @param fileName servers choose the decoder by its ending
 * @param fields what else the form carries, such as {@code language}
 */
public record TranscribeCall(String model, String fileName, HttpBody audio, Map<String, String> fields) {}
