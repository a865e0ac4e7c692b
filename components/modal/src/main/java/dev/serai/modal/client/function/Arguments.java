package dev.serai.modal.client.function;

import dev.serai.modal.client.codec.Cbor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What a function is called with: by place and by name. */
public record Arguments(List<?> positional, Map<String, ?> named) {

    public static Arguments of(Object... positional) {
        return new Arguments(Arrays.asList(positional), Map.of());
    }

    byte[] encoded() {
        return Cbor.encode(List.of(positional, named));
    }
}
