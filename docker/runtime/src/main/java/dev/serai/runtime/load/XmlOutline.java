package dev.serai.runtime.load;

import java.io.StringReader;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Looks through an XML file before Camel reads it: whether it has routes, and whether it asks for what is refused. */
final class XmlOutline {

    private static final int DEPTH = 200;
    private static final int ELEMENTS = 100_000;
    private static final Set<String> ROOTS =
            Set.of("routes", "route", "routeTemplates", "routeTemplate", "camel", "beans");
    private static final Map<String, String> REFUSED = Map.ofEntries(
            Map.entry(
                    "restConfiguration", "restConfiguration holds for all files; set camel.rest.* in application.yaml"),
            Map.entry("rest", "rest is not loaded from files; use from platform-http:"),
            Map.entry("rests", "rest is not loaded from files; use from platform-http:"),
            Map.entry("routeConfiguration", "routeConfiguration holds for all files; write onException in the route"),
            Map.entry("routeConfigurations", "routeConfiguration holds for all files; write onException in the route"),
            Map.entry("interceptSendToEndpoint", "interceptSendToEndpoint holds for all files; use intercept"),
            Map.entry("templatedRoute", "templatedRoute is not loaded from files; use kamelet:<template> in a route"),
            Map.entry("templatedRoutes", "templatedRoute is not loaded from files; use kamelet:<template> in a route"),
            Map.entry("dataFormats", "dataFormats hold for all files; write the data format where it is used"),
            Map.entry("component-scan", "component-scan holds for all files; name beans in a YAML file"));

    private XmlOutline() {}

    /** How many routes the file asks for. */
    static int read(String text) throws XMLStreamException {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        var reader = factory.createXMLStreamReader(new StringReader(text));
        var depth = 0;
        var elements = 0;
        var routes = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD -> throw refuse(reader, "The file has a document type");
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++depth > DEPTH || ++elements > ELEMENTS) {
                        throw refuse(reader, "The file is nested too deeply or has too many elements");
                    }
                    element(reader, depth);
                    routes += reader.getLocalName().equals("route") ? 1 : 0;
                }
                case XMLStreamConstants.END_ELEMENT -> depth--;
                default -> {}
            }
        }
        return routes;
    }

    private static void element(XMLStreamReader reader, int depth) {
        var name = reader.getLocalName();
        if (depth == 1) {
            var foreign = reader.getNamespaceURI() != null
                    && !reader.getNamespaceURI().startsWith("http://camel.apache.org/schema/");
            if (!ROOTS.contains(name) || foreign) {
                throw new NotRoutes("Its root element <" + name + "> is none of Camel's.");
            }
        }
        if (depth <= 2 && (REFUSED.containsKey(name) || name.equals("bean"))) {
            throw new LoadException(
                    LoadError.GLOBAL,
                    REFUSED.getOrDefault(name, "beans are not loaded from XML files; write them in a YAML file"),
                    reader.getLocation().getLineNumber());
        }
    }

    private static LoadException refuse(XMLStreamReader reader, String fact) {
        return new LoadException(LoadError.HOSTILE, fact, reader.getLocation().getLineNumber());
    }
}
