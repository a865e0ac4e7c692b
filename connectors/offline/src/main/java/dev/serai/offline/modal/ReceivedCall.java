package dev.serai.offline.modal;

import com.google.protobuf.MessageLite;

/**
 * A message that a client sent.
 *
 * @param method the method's name, such as {@code FunctionMap}
 */
public record ReceivedCall(String method, MessageLite message) {}
