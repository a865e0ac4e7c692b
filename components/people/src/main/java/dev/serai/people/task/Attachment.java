package dev.serai.people.task;

/** A file that belongs to a question; the store has what stands in it. */
public record Attachment(String name, String type, long size) {}
