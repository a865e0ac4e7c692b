package dev.serai.vector.document;

import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** An XML part of an Office document, read event by event. Names are local: the namespaces differ between variants. */
final class XmlPart implements AutoCloseable {

    private static final int DEEPEST = 1000;
    private static final int STEP = 64;

    private final Budget budget;
    private final InputStream in;
    private final XMLStreamReader xml;
    private int depth;
    private int events;

    XmlPart(InputStream in, Budget budget) throws IOException {
        this.in = in;
        this.budget = budget;
        // The JDK's own, whatever else is on the class path: its limits are known. No DTD means no entities and no
        // URLs.
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        try {
            xml = factory.createXMLStreamReader(in);
        } catch (XMLStreamException e) {
            throw failure(e);
        }
    }

    /** @return whether there is another event */
    boolean next() throws IOException {
        if (++events % STEP == 0) {
            budget.check();
        }
        try {
            if (!xml.hasNext()) {
                return false;
            }
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw budget.broken("declares entities, which no Office document does", null);
                default -> {}
            }
        } catch (XMLStreamException e) {
            throw failure(e);
        }
        if (depth > DEEPEST) {
            throw budget.broken("nests more than " + DEEPEST + " elements", null);
        }
        return true;
    }

    boolean starts() {
        return xml.isStartElement();
    }

    boolean ends() {
        return xml.isEndElement();
    }

    String name() {
        return xml.getLocalName();
    }

    /** @return null where the element has no such attribute */
    String attribute(String name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(name)) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    /** The text of this event, empty where it has none. */
    String text() {
        return xml.isCharacters() ? xml.getText() : "";
    }

    /** Goes to the end of the element that has just started. */
    void skip() throws IOException {
        int outer = depth - 1;
        while (depth > outer && next()) {
            // Nothing in it counts.
        }
    }

    /** The text in the element that has just started. */
    String content() throws IOException {
        int outer = depth - 1;
        var content = new StringBuilder();
        while (depth > outer && next()) {
            content.append(text());
            budget.gathered(content.length());
        }
        return content.toString();
    }

    @Override
    public void close() throws IOException {
        try {
            xml.close();
        } catch (XMLStreamException e) {
            throw failure(e);
        } finally {
            in.close();
        }
    }

    private IOException failure(XMLStreamException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof DocumentException known) {
                return known;
            }
        }
        return e.getNestedException() instanceof DocumentException known
                ? known
                : budget.broken("has a part that isn't valid XML", e);
    }
}
