package dev.serai.runtime.load;

import java.util.List;
import java.util.Set;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;

/**
 * A file's content, read and checked as far as that needs nothing of the running routes.
 *
 * @param beansText the part of the file that makes beans, or null; it is read when the file is loaded
 */
record ParsedFile(
        Source source,
        FileText text,
        List<RouteDefinition> routes,
        List<RouteTemplateDefinition> templates,
        List<YamlOutline.Bean> beans,
        String beansText) {

    List<String> routeIds() {
        return routes.stream().map(RouteDefinition::getId).toList();
    }

    List<String> templateIds() {
        return templates.stream().map(RouteTemplateDefinition::getId).toList();
    }

    /** Kamelets and templates that the file's routes and templates use. */
    Set<String> uses() {
        var used = Steps.kamelets(routes);
        templates.forEach(template -> used.addAll(Steps.kamelets(List.of(template.getRoute()))));
        return used;
    }
}
