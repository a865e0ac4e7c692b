package dev.serai.ollama.doctor;

import java.util.Map;

/**
 * A model on a server's disk.
 *
 * @param size bytes of its files; 0 when not told
 * @param remote whether it runs elsewhere and takes no memory here
 */
public record InstalledModel(String name, long size, String quantization, boolean remote) {

    public static InstalledModel of(Map<String, Object> entry) {
        var name = Fields.text(entry, "name");
        return new InstalledModel(
                name,
                Fields.number(entry, "size"),
                Fields.text(Fields.map(entry, "details"), "quantization_level"),
                Names.isCloud(name) || !Fields.text(entry, "remote_host").isEmpty());
    }
}
