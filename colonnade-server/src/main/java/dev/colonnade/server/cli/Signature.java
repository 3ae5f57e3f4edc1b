package dev.colonnade.server.cli;

import java.io.ByteArrayInputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import org.jspecify.annotations.Nullable;

/// An action or function as `$metadata` describes it.
///
/// @param isFunction whether it is called by GET
/// @param isBound whether it belongs to a table
/// @param parameters types (`Edm.String`, `Collection(mscrm.account)`) by name, without the bound one
/// @param keys primary key column by entity type, for parameters that are rows
record Signature(String name, boolean isFunction, boolean isBound, SequencedMap<String, String> parameters,
        Map<String, String> keys) {

    /// Reads the description of an operation; `null` when `$metadata` has none of this name.
    static @Nullable Signature find(byte[] metadata, String name) {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(metadata));
            try {
                return find(xml, name);
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            throw new IllegalStateException("The server's $metadata cannot be read.", e);
        }
    }

    private static @Nullable Signature find(XMLStreamReader xml, String name) throws XMLStreamException {
        var keys = new LinkedHashMap<String, String>();
        Signature found = null;
        String entityType = "";
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "EntityType" -> entityType = attribute(xml, "Name");
                case "PropertyRef" -> keys.putIfAbsent(entityType, attribute(xml, "Name"));
                case "Action", "Function" -> {
                    if (found == null && attribute(xml, "Name").equals(name)) {
                        found = operation(xml, name, keys);
                    }
                }
                default -> {
                    // Nothing else matters for a call.
                }
            }
        }
        return found;
    }

    private static Signature operation(XMLStreamReader xml, String name, Map<String, String> keys)
            throws XMLStreamException {
        String element = xml.getLocalName();
        boolean isBound = attribute(xml, "IsBound").equals("true");
        var parameters = new LinkedHashMap<String, String>();
        boolean isFirst = true;
        while (!(xml.next() == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals(element))) {
            if (xml.isStartElement() && xml.getLocalName().equals("Parameter")) {
                if (!(isBound && isFirst)) {
                    parameters.put(attribute(xml, "Name"), attribute(xml, "Type"));
                }
                isFirst = false;
            }
        }
        return new Signature(name, element.equals("Function"), isBound, parameters, keys);
    }

    private static String attribute(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value;
    }
}
