package dev.serai.n8n.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Workflows that are imported together, so that one finds the other that it calls. Only these: nobody else has agreed. */
public record Together(List<Member> members) {

    public static final Together NONE = new Together(List.of());

    /** @param flow the name that its routes have */
    public record Member(Workflow workflow, String flow) {

        /** Its first node of a type that is not disabled. */
        public Optional<Node> first(String type) {
            return workflow.nodes().stream()
                    .filter(node -> node.type().equals(type) && !node.disabled())
                    .findFirst();
        }
    }

    public Together {
        members = List.copyOf(members);
    }

    /**
     * By the id that the calling one has, else by the name that it knows. Of two that fit, neither is meant; nor is any where
     * an expression says which, for the name is that of an earlier choice.
     */
    public Optional<Member> find(JsonNode called) {
        var id = (called.isObject() ? called.path("value") : called).asText("");
        if (id.startsWith("=")) {
            return Optional.empty();
        }
        var byId = only(member -> !id.isBlank() && member.workflow().id().equals(id));
        var name = called.path("cachedResultName").asText("");
        return byId.isPresent() || has(id)
                ? byId
                : only(member -> !name.isBlank() && member.workflow().name().equals(name.strip()));
    }

    private boolean has(String id) {
        return !id.isBlank()
                && members.stream().anyMatch(member -> member.workflow().id().equals(id));
    }

    private Optional<Member> only(Predicate<Member> fits) {
        var found = members.stream().filter(fits).limit(2).toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }
}
