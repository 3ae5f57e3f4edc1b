package dev.colonnade.engine.query;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/// Reads XML into elements. Documents that declare a type, and with it entities of their own, are refused; nothing outside of the
/// text is ever read.
final class FetchXmlParser {

    private static final int SHOWN_CHARACTERS = 200;

    private FetchXmlParser() {}

    /// @param depthMax elements inside one another at most
    /// @throws ServiceException [ErrorCode#INVALID_FETCH_XML] when the text is no XML or over a limit
    static FetchElement parse(String text, int charactersMax, int depthMax) {
        if (text.isBlank()) {
            throw new ServiceException(ErrorCode.QUERY_BUILDER_NO_XML, "The FetchXML is empty.");
        }
        if (text.length() > charactersMax) {
            throw new ServiceException(ErrorCode.INVALID_FETCH_XML,
                    "The FetchXML has more than " + charactersMax + " characters.");
        }
        XMLStreamReader xml = open(text);
        try {
            return read(xml, depthMax);
        } catch (XMLStreamException e) {
            throw malformed(e);
        } finally {
            close(xml);
        }
    }

    /// The attribute `name` of the first element `entity`; `null` when there is none. Reads no further.
    static @Nullable String findEntityName(String text) {
        XMLStreamReader xml = open(text);
        try {
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("entity")) {
                    return xml.getAttributeValue("", "name");
                }
            }
            return null;
        } catch (XMLStreamException e) {
            throw malformed(e);
        } finally {
            close(xml);
        }
    }

    private static XMLStreamReader open(String text) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        try {
            return factory.createXMLStreamReader(new StringReader(text.strip()));
        } catch (XMLStreamException e) {
            throw malformed(e);
        }
    }

    private static void close(XMLStreamReader xml) {
        try {
            xml.close();
        } catch (XMLStreamException e) {
            throw malformed(e);
        }
    }

    private static FetchElement read(XMLStreamReader xml, int depthMax) throws XMLStreamException {
        Deque<Open> opened = new ArrayDeque<>();
        FetchElement root = null;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (opened.size() == depthMax) {
                        throw new ServiceException(ErrorCode.INVALID_FETCH_XML,
                                "The elements of the FetchXML are nested more than " + depthMax + " deep.");
                    }
                    opened.push(Open.of(xml));
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    FetchElement element = opened.pop().toElement();
                    if (opened.isEmpty()) {
                        root = element;
                    } else {
                        opened.peek().children.add(element);
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (!opened.isEmpty()) {
                        opened.peek().text.append(xml.getText());
                    }
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new ServiceException(ErrorCode.INVALID_FETCH_XML,
                            "FetchXML declares no document type and uses no entities.");
                default -> {
                    // Comments and processing instructions say nothing about the query.
                }
            }
        }
        if (root == null) {
            throw new ServiceException(ErrorCode.QUERY_BUILDER_NO_XML_DOCUMENT_ELEMENT,
                    "The FetchXML has no document element.");
        }
        return root;
    }

    private static ServiceException malformed(XMLStreamException cause) {
        String text = Objects.requireNonNullElse(cause.getMessage(), "").replaceAll("\\s+", " ");
        String shown = text.length() > SHOWN_CHARACTERS ? text.substring(0, SHOWN_CHARACTERS) + "…" : text;
        return new ServiceException(ErrorCode.INVALID_FETCH_XML, "Malformed FetchXml. " + shown, cause);
    }

    /// An element whose end is not read yet.
    private record Open(String name, Map<String, String> attributes, StringBuilder text, List<FetchElement> children) {

        static Open of(XMLStreamReader xml) {
            var attributes = new LinkedHashMap<String, String>();
            for (int i = 0; i < xml.getAttributeCount(); i++) {
                String namespace = xml.getAttributeNamespace(i);
                if (namespace == null || namespace.isEmpty()) {
                    attributes.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
                }
            }
            return new Open(xml.getLocalName(), attributes, new StringBuilder(), new ArrayList<>());
        }

        FetchElement toElement() {
            return new FetchElement(name, attributes, text.toString(), children);
        }
    }
}
