package dev.serai.modal.client.data;

/**
 * A value in a queue.
 *
 * @param id    its place, after which the next ones can be asked for
 * @param value a {@link dev.serai.modal.client.error.ModalException} if it cannot be read
 */
public record QueueEntry(String id, Object value) {}
