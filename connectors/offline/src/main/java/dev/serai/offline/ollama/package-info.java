/** A stand-in for an Ollama server: {@link dev.serai.offline.ollama.OllamaStandIn} is where to start. */
package dev.serai.offline.ollama;
