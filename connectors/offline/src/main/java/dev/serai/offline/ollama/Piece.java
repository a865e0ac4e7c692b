package dev.serai.offline.ollama;

/** One token of an answer. */
record Piece(boolean thinking, String text, TokenLogprob logprob) {}
