package dev.serai.offline.modal.data;

import com.google.protobuf.Empty;
import dev.serai.modal.proto.CreationInfo;
import dev.serai.modal.proto.ObjectCreationType;
import dev.serai.modal.proto.SecretDeleteRequest;
import dev.serai.modal.proto.SecretGetOrCreateRequest;
import dev.serai.modal.proto.SecretGetOrCreateResponse;
import dev.serai.modal.proto.SecretListItem;
import dev.serai.modal.proto.SecretListRequest;
import dev.serai.modal.proto.SecretListResponse;
import dev.serai.modal.proto.SecretMetadata;
import dev.serai.modal.proto.SecretSource;
import dev.serai.offline.modal.machine.Machine;
import dev.serai.offline.modal.wire.Named;
import dev.serai.offline.modal.wire.Refusal;
import dev.serai.offline.modal.wire.Table;
import dev.serai.offline.process.Shell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Secrets by name. */
public final class Secrets {
    private static final int MOST_LISTED = 100;

    private final Named<Secret> secrets;

    public Secrets(Machine machine) {
        secrets = new Named<>("Secret", "st", id -> new Secret(machine.seconds()));
    }

    public void offer(Table table) {
        table.on("SecretGetOrCreate", SecretGetOrCreateRequest.parser(), this::getOrCreate);
        table.on("SecretDelete", SecretDeleteRequest.parser(), question -> {
            secrets.remove(question.getSecretId());
            return Empty.getDefaultInstance();
        });
        table.on("SecretList", SecretListRequest.parser(), this::list);
    }

    /** Makes a secret, or gives one other variables. */
    public void put(String name, Map<String, String> variables) {
        var id = secrets.find("", name, ObjectCreationType.OBJECT_CREATION_TYPE_CREATE_IF_MISSING);
        secrets.get(id).variables(checked(variables));
    }

    /** The variables of a secret's name; refuses what is not there. */
    public Map<String, String> named(String name) {
        var id = secrets.find("", name, ObjectCreationType.OBJECT_CREATION_TYPE_UNSPECIFIED);
        return secrets.get(id).variables();
    }

    /** The variables that a program gets from secrets and other sources; later ones win. */
    public Map<String, String> variables(List<String> ids, List<SecretSource> sources) {
        var found = new LinkedHashMap<String, String>();
        ids.forEach(id -> found.putAll(secrets.get(id).variables()));
        for (var source : sources) {
            switch (source.getSourceCase()) {
                case SECRET_ID -> found.putAll(secrets.get(source.getSecretId()).variables());
                case ENV -> found.putAll(checked(source.getEnv().getContentsMap()));
                default -> throw Refusal.invalid("a source of secrets is empty");
            }
        }
        return found;
    }

    public void clear() {
        secrets.clear();
    }

    private SecretGetOrCreateResponse getOrCreate(SecretGetOrCreateRequest question) {
        var wish = question.getObjectCreationType();
        var variables = checked(question.getEnvDictMap());
        var known = secrets.byName(question.getDeploymentName());
        var id = secrets.find(question.getEnvironmentName(), question.getDeploymentName(), wish);
        var secret = secrets.get(id);
        if (secret != known && wish != ObjectCreationType.OBJECT_CREATION_TYPE_UNSPECIFIED) {
            secret.variables(variables);
        }
        var missing = new ArrayList<>(question.getRequiredKeysList());
        missing.removeAll(secret.variables().keySet());
        if (!missing.isEmpty()) {
            throw Refusal.precondition("Secret is missing key(s): " + String.join(", ", missing));
        }
        return SecretGetOrCreateResponse.newBuilder()
                .setSecretId(id)
                .setMetadata(metadata(question.getDeploymentName(), secret))
                .build();
    }

    private SecretListResponse list(SecretListRequest question) {
        var page = question.getPagination();
        var most = page.getMaxObjects() == 0 ? MOST_LISTED : page.getMaxObjects();
        var answer =
                SecretListResponse.newBuilder().setEnvironmentName(Named.environment(question.getEnvironmentName()));
        secrets.names().entrySet().stream()
                .map(entry -> item(entry.getKey(), entry.getValue(), secrets.get(entry.getValue())))
                .sorted(Comparator.comparing(SecretListItem::getCreatedAt).reversed())
                .filter(item -> page.getCreatedBefore() == 0 || item.getCreatedAt() < page.getCreatedBefore())
                .limit(most)
                .forEach(answer::addItems);
        return answer.build();
    }

    private static SecretListItem item(String name, String id, Secret secret) {
        return SecretListItem.newBuilder()
                .setLabel(name)
                .setSecretId(id)
                .setCreatedAt(secret.created())
                .setEnvironmentName(Named.environment(""))
                .setMetadata(metadata(name, secret))
                .build();
    }

    private static SecretMetadata metadata(String name, Secret secret) {
        return SecretMetadata.newBuilder()
                .setName(name)
                .setCreationInfo(CreationInfo.newBuilder().setCreatedAt(secret.created()))
                .build();
    }

    private static Map<String, String> checked(Map<String, String> variables) {
        variables.keySet().forEach(name -> {
            if (!Shell.isName(name)) {
                throw Refusal.invalid("invalid environment variable name: " + name);
            }
        });
        return variables;
    }
}
