package dev.serai.offline.modal.function;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.ByteString;
import dev.serai.modal.proto.ClassParameterInfo;
import dev.serai.modal.proto.ClassParameterInfo.ParameterSerializationFormat;
import dev.serai.modal.proto.ClassParameterSpec;
import dev.serai.modal.proto.DataFormat;
import dev.serai.modal.proto.Function.FunctionType;
import dev.serai.modal.proto.FunctionHandleMetadata;
import dev.serai.modal.proto.ParameterType;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

/** What clients are told of a function before they call it. */
public final class Shapes {
    private final Supplier<String> address;
    private final long mostBytes;
    private final long mostAsyncBytes;

    /**
     * Makes one.
     *
     * @param address where the input plane is, which is the same server
     * @param mostBytes the most bytes of an argument within a message
     * @param mostAsyncBytes the same for calls that nobody waits for
     */
    public Shapes(Supplier<String> address, long mostBytes, long mostAsyncBytes) {
        this.address = address;
        this.mostBytes = mostBytes;
        this.mostAsyncBytes = mostAsyncBytes;
    }

    long mostBytes() {
        return mostBytes;
    }

    FunctionHandleMetadata metadata(Target target) {
        var metadata = common(target, null, target.shape());
        if (target.isClass()) {
            metadata.setFunctionName(target.name() + ".*");
            metadata.setClassParameterInfo(parameters(target));
            for (var method : target.shape().path("methods")) {
                var name = method.path("name").asText();
                metadata.putMethodHandleMetadata(
                        name,
                        common(target, name, method)
                                .setFunctionName(target.name() + "." + name)
                                .setIsMethod(true)
                                .setUseFunctionId(target.id())
                                .setUseMethodName(name)
                                .build());
            }
        }
        return metadata.build();
    }

    private FunctionHandleMetadata.Builder common(Target target, String method, JsonNode shape) {
        var options = target.options(method);
        var formats = options.pickleOnly()
                ? List.of(DataFormat.DATA_FORMAT_PICKLE)
                : List.of(DataFormat.DATA_FORMAT_PICKLE, DataFormat.DATA_FORMAT_CBOR);
        var metadata = FunctionHandleMetadata.newBuilder()
                .setFunctionName(shape.path("name").asText())
                .setFunctionType(
                        shape.path("generator").asBoolean()
                                ? FunctionType.FUNCTION_TYPE_GENERATOR
                                : FunctionType.FUNCTION_TYPE_FUNCTION)
                .setAppId(target.app())
                .setMaxObjectSizeBytes(mostBytes)
                .setMaxAsyncObjectSizeBytes(mostAsyncBytes)
                .addAllSupportedInputFormats(formats)
                .addAllSupportedOutputFormats(formats);
        if (options.webUrl() != null) {
            metadata.setWebUrl(options.webUrl());
        }
        if (options.inputPlane()) {
            metadata.setInputPlaneUrl(address.get());
        }
        return metadata;
    }

    private static ClassParameterInfo parameters(Target target) {
        var info = ClassParameterInfo.newBuilder()
                .setFormat(ParameterSerializationFormat.PARAM_SERIALIZATION_FORMAT_PROTO);
        target.shape().path("parameters").forEach(parameter -> info.addSchema(parameter(parameter)));
        return info.build();
    }

    private static ClassParameterSpec parameter(JsonNode parameter) {
        var spec =
                ClassParameterSpec.newBuilder().setName(parameter.path("name").asText());
        var value = parameter.get("default");
        spec.setHasDefault(value != null);
        switch (parameter.path("type").asText()) {
            case "string" -> {
                spec.setType(ParameterType.PARAM_TYPE_STRING);
                if (value != null) {
                    spec.setStringDefault(value.asText());
                }
            }
            case "int" -> {
                spec.setType(ParameterType.PARAM_TYPE_INT);
                if (value != null) {
                    spec.setIntDefault(value.asLong());
                }
            }
            case "bool" -> {
                spec.setType(ParameterType.PARAM_TYPE_BOOL);
                if (value != null) {
                    spec.setBoolDefault(value.asBoolean());
                }
            }
            case "bytes" -> {
                spec.setType(ParameterType.PARAM_TYPE_BYTES);
                if (value != null) {
                    spec.setBytesDefault(ByteString.copyFrom(
                            HexFormat.of().parseHex(value.path("hex").asText())));
                }
            }
            default -> spec.setType(ParameterType.PARAM_TYPE_UNKNOWN);
        }
        return spec.build();
    }
}
