package dev.serai.runtime.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImportedPropertiesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sync.vars.secret_1_1",
                "sync.vars.OPENAI_API_KEY",
                "sync.vars.DB_PASS",
                "sync.vars.STRIPE",
                "serai.items.vars.HOST",
                "sync.crm.login-value",
                "sync.crm.API_KEY",
                "sync.crm.dbPwd",
                "sync.crm.passphrase",
                "sync.crm.Credentials"
            })
    void whatVariablesAndCredentialsHoldIsSecret(String name) {
        assertThat(secret(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sync.path", "sync.settings", "sync.crm.login-name", "vars.path", "token.cron"})
    void whatAPersonMayBeShownIsNot(String name) {
        assertThat(secret(name)).isFalse();
    }

    private static boolean secret(String name) {
        var read = ImportedProperties.read(name + "=x\n");
        assertThat(read).extracting(ImportedWorkflow.Property::name).containsExactly(name);
        return read.get(0).secret();
    }

    @Test
    void theNextLineOfASecretIsNoName() {
        assertThat(ImportedProperties.read("sync.vars.KEY=-----BEGIN \\\n  MIIEvQ \\\n  AoIBAQ\nsync.path=/a\n"))
                .extracting(ImportedWorkflow.Property::name, ImportedWorkflow.Property::value)
                .containsExactly(tuple("sync.vars.KEY", "-----BEGIN MIIEvQ AoIBAQ"), tuple("sync.path", "/a"));
    }

    @Test
    void commentsBelongToWhatFollowsThem() {
        assertThat(ImportedProperties.read(
                        "# --- Usual values ---\n\n# The path,\n# \\u00fc\nsync.path=/a\nsync.cron=b\n"))
                .extracting(ImportedWorkflow.Property::comment)
                .containsExactly("The path, \u00fc", "");
    }
}
