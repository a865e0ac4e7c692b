package dev.serai.modal.client.function;

/**
 * How busy a function is.
 *
 * @param backlog    calls that wait
 * @param containers containers that there are
 */
public record FunctionStats(int backlog, int containers) {}
