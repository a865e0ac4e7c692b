package dev.serai.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.serai.support.error.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ErrorDocumentsTest {

    @Test
    void everyCodeIsDocumentedOnce() {
        var codes = new LinkedHashMap<String, List<String>>();
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.serai").stream()
                        // A constant with a body is a class of its own, which is no enum for Java.
                        .filter(type -> type.isEnum()
                                && type.isAssignableTo(ErrorCode.class)
                                && type.reflect().isEnum())
                        .forEach(type -> {
                            var ids = codes.computeIfAbsent(Modules.name(type), name -> new ArrayList<>());
                            for (var constant : type.reflect().getEnumConstants()) {
                                ids.add(((ErrorCode) constant).id());
                            }
                        });
        var documents = new LinkedHashMap<String, String>();
        for (var file : Repository.here().files("ERRORS.md")) {
            documents.put(file.getParent().getFileName().toString().replace("-", ""), Repository.text(file));
        }

        assertThat(codes).isNotEmpty();
        assertThat(ErrorDocuments.problems(codes, documents)).isEmpty();
    }

    @Test
    void headingsAndRowsDocumentACode() {
        var document = "# Errors\n## A-1 Gone\n| `A-2` | lost |\nA-3 is told below, see A-1.\n";

        assertThat(ErrorDocuments.problems(Map.of("a", List.of("A-1", "A-2")), Map.of("a", document)))
                .isEmpty();
    }

    @Test
    void whatIsMissingOrTooMuchIsNamed() {
        var codes = new LinkedHashMap<String, List<String>>();
        codes.put("a", List.of("A-1", "A-2"));
        codes.put("b", List.of("A-1"));

        assertThat(ErrorDocuments.problems(codes, Map.of("a", "# A-1\n# A-1\n# A-9\n", "b", "# A-1\n")))
                .containsExactly(
                        "A-1 stands 2 times in a/ERRORS.md",
                        "A-2 stands 0 times in a/ERRORS.md",
                        "A-9 in a/ERRORS.md is no code",
                        "A-1 is used twice: a, b");
    }
}
