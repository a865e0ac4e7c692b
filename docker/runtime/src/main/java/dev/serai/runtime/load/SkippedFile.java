package dev.serai.runtime.load;

/** A file that could have held routes by its name and does not, and why it was left alone. */
public record SkippedFile(String path, String reason) {}
