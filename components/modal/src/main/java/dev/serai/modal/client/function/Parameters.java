package dev.serai.modal.client.function;

import com.google.protobuf.ByteString;
import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;
import dev.serai.modal.proto.ClassParameterSet;
import dev.serai.modal.proto.ClassParameterSpec;
import dev.serai.modal.proto.ClassParameterValue;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The parameters of a class. Their bytes name the instance, so they are always the same for the same values. */
final class Parameters {

    private Parameters() {}

    static ByteString encoded(String type, List<ClassParameterSpec> schema, Map<String, ?> values) {
        var unknown = values.keySet().stream()
                .filter(name -> schema.stream().noneMatch(spec -> spec.getName().equals(name)))
                .findFirst();
        if (unknown.isPresent()) {
            throw bad(type + " has no parameter '" + unknown.get() + "'");
        }
        var set = ClassParameterSet.newBuilder();
        schema.stream()
                .sorted(Comparator.comparing(ClassParameterSpec::getName))
                .map(spec -> value(type, spec, values.get(spec.getName())))
                .forEach(set::addParameters);
        return set.build().toByteString();
    }

    private static ClassParameterValue value(String type, ClassParameterSpec spec, Object given) {
        var value = ClassParameterValue.newBuilder().setName(spec.getName()).setType(spec.getType());
        if (given == null && !spec.getHasDefault()) {
            throw bad("the parameter '" + spec.getName() + "' of " + type + " is missing");
        }
        switch (spec.getType()) {
            case PARAM_TYPE_STRING ->
                value.setStringValue(given == null ? spec.getStringDefault() : as(String.class, given, spec));
            case PARAM_TYPE_INT -> value.setIntValue(given == null ? spec.getIntDefault() : integer(given, spec));
            case PARAM_TYPE_BOOL ->
                value.setBoolValue(given == null ? spec.getBoolDefault() : as(Boolean.class, given, spec));
            case PARAM_TYPE_BYTES ->
                value.setBytesValue(
                        given == null ? spec.getBytesDefault() : ByteString.copyFrom(as(byte[].class, given, spec)));
            default ->
                throw bad("the parameter '" + spec.getName() + "' of " + type + " is of a kind that only Python knows ("
                        + spec.getType() + ")");
        }
        return value.build();
    }

    private static long integer(Object given, ClassParameterSpec spec) {
        if (given instanceof Long || given instanceof Integer || given instanceof Short || given instanceof Byte) {
            return ((Number) given).longValue();
        }
        throw wrong(given, spec);
    }

    private static <T> T as(Class<T> wanted, Object given, ClassParameterSpec spec) {
        if (!wanted.isInstance(given)) {
            throw wrong(given, spec);
        }
        return wanted.cast(given);
    }

    private static ModalException wrong(Object given, ClassParameterSpec spec) {
        return bad("the parameter '" + spec.getName() + "' must be " + spec.getType() + ", not a "
                + given.getClass().getSimpleName());
    }

    private static ModalException bad(String fact) {
        return new ModalException(ModalError.BAD_PARAMETER, fact);
    }
}
