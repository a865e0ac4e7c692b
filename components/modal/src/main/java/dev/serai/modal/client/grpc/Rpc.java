package dev.serai.modal.client.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;

/**
 * One method of a service.
 *
 * @param service  the full name of the service
 * @param question an empty message of the kind that is sent
 * @param answer   an empty message of the kind that comes back
 */
public record Rpc<Q extends MessageLite, A extends MessageLite>(String service, String name, Q question, A answer) {

    public String path() {
        return "/" + service + "/" + name;
    }

    @SuppressWarnings("unchecked")
    A read(byte[] bytes) throws InvalidProtocolBufferException {
        return (A) answer.getParserForType().parseFrom(bytes);
    }

    @Override
    public String toString() {
        return name;
    }
}
