package dev.serai.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFilesTest {

    private static final String NAME = "CAMEL_COMPONENT_SUPABASE_SERVICEKEY";

    @TempDir
    Path folder;

    @Test
    void aVariableThatNamesAFileStandsForItsContentAndForNothingElse() throws Exception {
        var file = Files.writeString(folder.resolve("key"), "secret\n");
        var variables = Map.of(NAME + "_FILE", file.toString(), "SSL_CERT_FILE", "/etc/cert", "PATH", "/bin");
        assertThat(SecretFiles.read(variables)).isEqualTo(Map.of(NAME, "secret"));
        assertThat(SecretFiles.others(variables)).isEqualTo(Map.of("SSL_CERT_FILE", "/etc/cert", "PATH", "/bin"));
    }

    @Test
    void theKeyOfACollectorMayBeInAFileToo() throws Exception {
        var file = Files.writeString(folder.resolve("key"), "x-key=secret\n");
        var variables = Map.of("OTEL_EXPORTER_OTLP_HEADERS_FILE", file.toString(), "OTEL_CONFIG_FILE", "/etc/otel");
        assertThat(SecretFiles.read(variables)).isEqualTo(Map.of("OTEL_EXPORTER_OTLP_HEADERS", "x-key=secret"));
        assertThat(SecretFiles.others(variables)).isEqualTo(Map.of("OTEL_CONFIG_FILE", "/etc/otel"));
    }

    @Test
    void bothTheValueAndTheFileAreTooMuch() {
        assertThatThrownBy(() -> SecretFiles.read(Map.of(NAME, "a", NAME + "_FILE", "b")))
                .hasMessageContaining("both " + NAME + " and " + NAME + "_FILE are set");
    }
}
