package dev.colonnade.server.webapi;

import dev.colonnade.engine.message.Binding;
import dev.colonnade.engine.message.MessageDefinition;
import dev.colonnade.engine.message.OrganizationSnapshot;
import dev.colonnade.engine.message.Parameter;
import dev.colonnade.engine.message.ParameterType;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.KeyDefinition;
import dev.colonnade.engine.metadata.Labels;
import dev.colonnade.engine.metadata.ManyToOne;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.metadata.Navigation;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.metadata.TableKind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/// Writes `$metadata`: the entity model as CSDL.
///
/// Source: reference/web-api.md, "$metadata (CSDL)"; reference/custom-api.md, "$metadata".
final class MetadataWriter {

    private static final String EDMX = "http://docs.oasis-open.org/odata/ns/edmx";
    private static final String EDM = "http://docs.oasis-open.org/odata/ns/edm";
    private static final String ALIAS = "mscrm.";
    private static final String PRINCIPAL = "principal";

    private final OrganizationSnapshot snapshot;
    private final MetadataSnapshot metadata;
    private final boolean isAnnotated;

    MetadataWriter(OrganizationSnapshot snapshot, boolean isAnnotated) {
        this.snapshot = snapshot;
        this.metadata = snapshot.metadata();
        this.isAnnotated = isAnnotated;
    }

    byte[] write() {
        var bytes = new ByteArrayOutputStream(1 << 20);
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(bytes,
                    StandardCharsets.UTF_8.name());
            xml.writeStartDocument("utf-8", "1.0");
            xml.writeStartElement("edmx", "Edmx", EDMX);
            xml.writeNamespace("edmx", EDMX);
            xml.writeAttribute("Version", "4.0");
            reference(xml, "Keys");
            reference(xml, "Display");
            xml.writeStartElement("edmx", "DataServices", EDMX);
            schema(xml);
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("The entity model cannot be written.", e);
        }
        return bytes.toByteArray();
    }

    private static void reference(XMLStreamWriter xml, String vocabulary) throws XMLStreamException {
        String namespace = "OData.Community." + vocabulary + ".V1";
        xml.writeStartElement("edmx", "Reference", EDMX);
        xml.writeAttribute("Uri", "http://vocabularies.odata.org/" + namespace + ".xml");
        xml.writeEmptyElement("edmx", "Include", EDMX);
        xml.writeAttribute("Namespace", namespace);
        xml.writeAttribute("Alias", vocabulary);
        xml.writeEmptyElement("edmx", "IncludeAnnotations", EDMX);
        xml.writeAttribute("TermNamespace", namespace);
        xml.writeEndElement();
    }

    private void schema(XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartElement("Schema");
        xml.writeDefaultNamespace(EDM);
        xml.writeAttribute("Namespace", EdmNames.NAMESPACE.substring(0, EdmNames.NAMESPACE.length() - 1));
        xml.writeAttribute("Alias", ALIAS.substring(0, ALIAS.length() - 1));
        baseTypes(xml);
        for (Table table : metadata.tables()) {
            entityType(xml, table);
        }
        empty(xml, "EntityType", "Name", "crmmodelbaseentity", "Abstract", "true");
        complexTypes(xml);
        List<MessageDefinition> operations = operations();
        for (MessageDefinition operation : operations) {
            operation(xml, operation);
        }
        container(xml, operations);
        xml.writeEndElement();
    }

    private static void baseTypes(XMLStreamWriter xml) throws XMLStreamException {
        empty(xml, "EntityType", "Name", EdmNames.BASE_ENTITY, "Abstract", "true");
        empty(xml, "EntityType", "Name", EdmNames.EXPANDO, "BaseType", ALIAS + EdmNames.BASE_ENTITY, "OpenType",
                "true");
        start(xml, "EntityType", "Name", PRINCIPAL, "BaseType", ALIAS + EdmNames.BASE_ENTITY, "Abstract", "true");
        key(xml, "ownerid");
        empty(xml, "Property", "Name", "ownerid", "Type", "Edm.Guid");
        xml.writeEndElement();
    }

    private static void complexTypes(XMLStreamWriter xml) throws XMLStreamException {
        start(xml, "ComplexType", "Name", "BooleanManagedProperty");
        empty(xml, "Property", "Name", "Value", "Type", "Edm.Boolean", "Nullable", "false");
        empty(xml, "Property", "Name", "CanBeChanged", "Type", "Edm.Boolean", "Nullable", "false");
        empty(xml, "Property", "Name", "ManagedPropertyLogicalName", "Type", "Edm.String", "Unicode", "false");
        xml.writeEndElement();
        start(xml, "ComplexType", "Name", "LocalizedLabel");
        empty(xml, "Property", "Name", "Label", "Type", "Edm.String", "Unicode", "false");
        empty(xml, "Property", "Name", "LanguageCode", "Type", "Edm.Int32", "Nullable", "false");
        empty(xml, "Property", "Name", "IsManaged", "Type", "Edm.Boolean");
        empty(xml, "Property", "Name", "MetadataId", "Type", "Edm.Guid");
        empty(xml, "Property", "Name", "HasChanged", "Type", "Edm.Boolean");
        xml.writeEndElement();
        start(xml, "ComplexType", "Name", "Label");
        empty(xml, "Property", "Name", "LocalizedLabels", "Type", "Collection(mscrm.LocalizedLabel)", "Nullable",
                "false");
        empty(xml, "Property", "Name", "UserLocalizedLabel", "Type", "mscrm.LocalizedLabel");
        xml.writeEndElement();
        start(xml, "ComplexType", "Name", "EntityRecordCountCollection");
        empty(xml, "Property", "Name", "Count", "Type", "Edm.Int32", "Nullable", "false");
        empty(xml, "Property", "Name", "IsReadOnly", "Type", "Edm.Boolean", "Nullable", "false");
        empty(xml, "Property", "Name", "Keys", "Type", "Collection(Edm.String)", "Nullable", "false");
        empty(xml, "Property", "Name", "Values", "Type", "Collection(Edm.Int64)", "Nullable", "false");
        xml.writeEndElement();
    }

    private void entityType(XMLStreamWriter xml, Table table) throws XMLStreamException {
        String base = baseType(table);
        start(xml, "EntityType", "Name", table.logicalName(), "BaseType", ALIAS + base);
        if (base.equals(EdmNames.BASE_ENTITY)) {
            key(xml, table.primaryId());
        }
        for (Column column : table.columns()) {
            if (EdmNames.isReadable(column) && !(base.equals(PRINCIPAL) && column.logicalName().equals("ownerid"))) {
                property(xml, table, column);
            }
        }
        for (Navigation navigation : metadata.navigations(table.logicalName()).values()) {
            navigationProperty(xml, table, navigation);
        }
        if (isAnnotated && !table.keys().isEmpty()) {
            alternateKeys(xml, table);
        }
        xml.writeEndElement();
    }

    private String baseType(Table table) {
        if (EdmNames.isPrincipal(table)) {
            return PRINCIPAL;
        }
        return table.kind() == TableKind.ACTIVITY && metadata.findTable("activitypointer") != null
                ? "activitypointer"
                : EdmNames.BASE_ENTITY;
    }

    private static void key(XMLStreamWriter xml, String name) throws XMLStreamException {
        xml.writeStartElement("Key");
        empty(xml, "PropertyRef", "Name", name);
        xml.writeEndElement();
    }

    private void property(XMLStreamWriter xml, Table table, Column column) throws XMLStreamException {
        String type = UrlValues.edmType(column);
        xml.writeStartElement("Property");
        xml.writeAttribute("Name", EdmNames.property(column));
        xml.writeAttribute("Type", type);
        if (type.equals("Edm.Decimal")) {
            xml.writeAttribute("Scale", "Variable");
        } else if (type.equals("Edm.String")) {
            xml.writeAttribute("Unicode", "false");
        }
        if (isAnnotated) {
            describe(xml, table, column);
        }
        xml.writeEndElement();
    }

    private void describe(XMLStreamWriter xml, Table table, Column column) throws XMLStreamException {
        Labels description = column.description();
        String text = description.text(snapshot.settings().languageCode(), Labels.ENGLISH);
        if (!text.isEmpty()) {
            empty(xml, "Annotation", "Term", "Org.OData.Core.V1.Description", "String", text);
        }
        boolean isReadOnly = !column.isValidForCreate() && !column.isValidForUpdate();
        if (!column.computed().isEmpty() || isReadOnly) {
            empty(xml, "Annotation", "Term", "Org.OData.Core.V1.Computed", "Bool", "true");
        }
        if (column.type().isLookup() || (isReadOnly && !column.logicalName().equals(table.primaryId()))) {
            start(xml, "Annotation", "Term", "Org.OData.Core.V1.Permissions");
            xml.writeStartElement("EnumMember");
            xml.writeCharacters("Org.OData.Core.V1.PermissionType/Read");
            xml.writeEndElement();
            xml.writeEndElement();
        }
    }

    private void navigationProperty(XMLStreamWriter xml, Table table, Navigation navigation)
            throws XMLStreamException {
        String target = ALIAS + navigation.target();
        switch (navigation) {
            case Navigation.ToOne(var relationship) -> lookup(xml, table, relationship);
            case Navigation.ToMany(var relationship) -> empty(xml, "NavigationProperty", "Name", navigation.name(),
                    "Type", "Collection(" + target + ")", "Partner", relationship.navigation());
            case Navigation.Many(var pairs, var fromFirst) -> empty(xml, "NavigationProperty", "Name",
                    navigation.name(), "Type", "Collection(" + target + ")", "Partner",
                    fromFirst ? pairs.entity2Navigation() : pairs.entity1Navigation());
        }
    }

    private void lookup(XMLStreamWriter xml, Table table, ManyToOne relationship) throws XMLStreamException {
        Table target = metadata.table(relationship.referencedTable());
        boolean isOwner = relationship.navigation().equals("ownerid")
                && table.column(relationship.column()).targets().size() > 1;
        start(xml, "NavigationProperty", "Name", relationship.navigation(), "Type",
                ALIAS + (isOwner ? PRINCIPAL : target.logicalName()), "Nullable", "false", "Partner",
                relationship.collectionNavigation());
        empty(xml, "ReferentialConstraint", "Property", EdmNames.property(table.column(relationship.column())),
                "ReferencedProperty", keyName(target));
        xml.writeEndElement();
    }

    private static String keyName(Table table) {
        return EdmNames.isPrincipal(table) ? "ownerid" : table.primaryId();
    }

    private static void alternateKeys(XMLStreamWriter xml, Table table) throws XMLStreamException {
        start(xml, "Annotation", "Term", "OData.Community.Keys.V1.AlternateKeys");
        xml.writeStartElement("Collection");
        for (KeyDefinition key : table.keys()) {
            start(xml, "Record", "Type", "OData.Community.Keys.V1.AlternateKey");
            start(xml, "PropertyValue", "Property", "Key");
            xml.writeStartElement("Collection");
            for (String name : key.columns()) {
                Column column = table.findColumn(name);
                String property = column == null ? name : EdmNames.property(column);
                start(xml, "Record", "Type", "OData.Community.Keys.V1.PropertyRef");
                empty(xml, "PropertyValue", "Property", "Alias", "String", property);
                empty(xml, "PropertyValue", "Property", "Name", "PropertyPath", property);
                xml.writeEndElement();
            }
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndElement();
    }

    /// The operations that show: private ones and functions without result do not.
    private List<MessageDefinition> operations() {
        return snapshot.messages().messages().stream()
                .filter(message -> message.isCallable() && !message.isPrivate())
                .filter(message -> message.boundTable() == null || metadata.findTable(message.boundTable()) != null)
                .sorted(Comparator.comparing(MessageDefinition::name)).toList();
    }

    private void operation(XMLStreamWriter xml, MessageDefinition message) throws XMLStreamException {
        boolean isWrapped = isWrapped(message);
        if (isWrapped) {
            start(xml, "ComplexType", "Name", message.name() + "Response");
            for (Parameter property : message.properties()) {
                typed(xml, "Property", property, ParameterTypes.isValueType(property));
            }
            xml.writeEndElement();
        }
        xml.writeStartElement(message.isFunction() ? "Function" : "Action");
        xml.writeAttribute("Name", message.name());
        if (message.binding() != Binding.GLOBAL) {
            xml.writeAttribute("IsBound", "true");
            boolean isCollection = message.binding() == Binding.ENTITY_COLLECTION;
            String table = ALIAS + Objects.requireNonNullElse(message.boundTable(), EdmNames.BASE_ENTITY);
            empty(xml, "Parameter", "Name", isCollection ? "entityset" : "entity", "Type",
                    isCollection ? "Collection(" + table + ")" : table, "Nullable", "false");
        }
        for (Parameter parameter : message.parameters()) {
            typed(xml, "Parameter", parameter, !parameter.isOptional());
        }
        if (!message.properties().isEmpty()) {
            String type = isWrapped
                    ? ALIAS + message.name() + "Response"
                    : ParameterTypes.edmType(message.properties().getFirst());
            empty(xml, "ReturnType", "Type", Objects.requireNonNull(type), "Nullable", "false");
        }
        xml.writeEndElement();
    }

    private static boolean isWrapped(MessageDefinition message) {
        if (message.properties().size() != 1) {
            return !message.properties().isEmpty();
        }
        ParameterType type = message.properties().getFirst().type();
        return type != ParameterType.ENTITY && type != ParameterType.ENTITY_COLLECTION
                && type != ParameterType.ENTITY_REFERENCE;
    }

    private static void typed(XMLStreamWriter xml, String element, Parameter parameter, boolean isRequired)
            throws XMLStreamException {
        String type = ParameterTypes.edmType(parameter);
        if (type == null) {
            return;
        }
        xml.writeEmptyElement(element);
        xml.writeAttribute("Name", parameter.name());
        xml.writeAttribute("Type", type);
        if (isRequired) {
            xml.writeAttribute("Nullable", "false");
        }
        if (parameter.type() == ParameterType.STRING || parameter.type() == ParameterType.STRING_ARRAY) {
            xml.writeAttribute("Unicode", "false");
        }
        if (type.equals("Edm.Decimal")) {
            xml.writeAttribute("Scale", "Variable");
        }
    }

    private void container(XMLStreamWriter xml, List<MessageDefinition> operations) throws XMLStreamException {
        start(xml, "EntityContainer", "Name", "System");
        for (Table table : metadata.tables()) {
            entitySet(xml, table);
        }
        for (MessageDefinition message : operations) {
            if (message.binding() == Binding.GLOBAL) {
                String kind = message.isFunction() ? "Function" : "Action";
                empty(xml, kind + "Import", "Name", message.name(), kind, EdmNames.NAMESPACE + message.name());
            }
        }
        xml.writeEndElement();
    }

    private void entitySet(XMLStreamWriter xml, Table table) throws XMLStreamException {
        start(xml, "EntitySet", "Name", table.entitySetName(), "EntityType", EdmNames.typeName(table));
        for (Navigation navigation : metadata.navigations(table.logicalName()).values()) {
            empty(xml, "NavigationPropertyBinding", "Path", navigation.name(), "Target",
                    metadata.table(navigation.target()).entitySetName());
        }
        if (isAnnotated && table.definition().changeTracking()) {
            start(xml, "Annotation", "Term", "Org.OData.Capabilities.V1.ChangeTracking");
            xml.writeStartElement("Record");
            empty(xml, "PropertyValue", "Property", "Supported", "Bool", "true");
            xml.writeEndElement();
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static void start(XMLStreamWriter xml, String element, String... attributes) throws XMLStreamException {
        xml.writeStartElement(element);
        attributes(xml, attributes);
    }

    private static void empty(XMLStreamWriter xml, String element, String... attributes) throws XMLStreamException {
        xml.writeEmptyElement(element);
        attributes(xml, attributes);
    }

    private static void attributes(XMLStreamWriter xml, String... attributes) throws XMLStreamException {
        for (int i = 0; i < attributes.length; i += 2) {
            xml.writeAttribute(attributes[i], attributes[i + 1]);
        }
    }
}
