package dev.colonnade.engine.plugin;

import dev.colonnade.engine.Mistakes;
import dev.colonnade.sdk.plugin.BindingType;
import dev.colonnade.sdk.plugin.FieldType;
import dev.colonnade.sdk.plugin.ProcessingStepType;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.ClassModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the annotations `@CustomApi`, `@Step`, `@RequestParameter` and `@ResponseProperty` from class files, without loading a
/// class. All mistakes are told together.
final class DeclarationReader {

    private static final String CUSTOM_API = RecordReader.PACKAGE + "CustomApi;";
    private static final String STEP = RecordReader.PACKAGE + "Step;";
    private static final String STEPS = RecordReader.PACKAGE + "Step$Steps;";
    private static final String NONE = "dev.colonnade.sdk.plugin.CustomApi$None";

    private static final Map<String, FieldType> TYPES = Map.ofEntries(
            Map.entry("Ljava/lang/String;", FieldType.STRING), Map.entry("Ljava/lang/Boolean;", FieldType.BOOLEAN),
            Map.entry("Z", FieldType.BOOLEAN), Map.entry("Ljava/lang/Integer;", FieldType.INTEGER),
            Map.entry("I", FieldType.INTEGER), Map.entry("Ljava/lang/Double;", FieldType.FLOAT),
            Map.entry("D", FieldType.FLOAT), Map.entry("Ljava/math/BigDecimal;", FieldType.DECIMAL),
            Map.entry("Ldev/colonnade/sdk/Money;", FieldType.MONEY),
            Map.entry("Ldev/colonnade/sdk/OptionSetValue;", FieldType.PICKLIST),
            Map.entry("Ljava/util/UUID;", FieldType.GUID), Map.entry("Ljava/time/Instant;", FieldType.DATE_TIME),
            Map.entry("Ldev/colonnade/sdk/Entity;", FieldType.ENTITY),
            Map.entry("Ldev/colonnade/sdk/EntityCollection;", FieldType.ENTITY_COLLECTION),
            Map.entry("Ldev/colonnade/sdk/EntityReference;", FieldType.ENTITY_REFERENCE),
            Map.entry("[Ljava/lang/String;", FieldType.STRING_ARRAY));

    private final PluginClasses classes;
    private final Mistakes mistakes = new Mistakes();
    private final List<String> types = new ArrayList<>();
    private final List<Declarations.Api> apis = new ArrayList<>();
    private final List<Declarations.DeclaredStep> steps = new ArrayList<>();

    private DeclarationReader(PluginClasses classes) {
        this.classes = classes;
    }

    /// @throws dev.colonnade.engine.ServiceException that names each class and component that declares something impossible
    static Declarations read(CodeArchive archive) {
        PluginClasses classes = PluginClasses.of(archive);
        var reader = new DeclarationReader(classes);
        for (CodeArchive.Jar jar : archive.jars()) {
            reader.types.addAll(classes.pluginTypes(jar));
            classes.of(jar).forEach(reader::readOrNote);
        }
        reader.mistakes.throwIfAny();
        return new Declarations(reader.types.stream().distinct().toList(), reader.apis, reader.steps);
    }

    /// The parser follows indexes when it is asked, and throws whatever it meets at wrong ones.
    private void readOrNote(ClassModel model) {
        try {
            readClass(model);
        } catch (RuntimeException e) {
            mistakes.add("The annotations of '" + PluginClasses.name(model) + "' cannot be read: " + e.getMessage()
                    + ".");
        }
    }

    private void readClass(ClassModel model) {
        for (Annotation annotation : RecordReader.annotations(model)) {
            Map<String, AnnotationValue> said = RecordReader.elements(annotation);
            switch (annotation.classSymbol().descriptorString()) {
                case CUSTOM_API -> readApi(model, said);
                case STEP -> readStep(model, said);
                case STEPS -> readSteps(model, said);
                default -> {
                    // An annotation of somebody else.
                }
            }
        }
    }

    private void readApi(ClassModel model, Map<String, AnnotationValue> said) {
        String uniqueName = RecordReader.text(said, "uniqueName");
        String displayName = orElse(RecordReader.text(said, "displayName"), uniqueName);
        boolean isPlugin = classes.isPluginType(model);
        if (apis.stream().anyMatch(api -> api.uniqueName().equals(uniqueName))) {
            mistakes.add("The custom API '" + uniqueName + "' is declared twice, the second time by '"
                    + PluginClasses.name(model) + "'.");
        }
        apis.add(new Declarations.Api(uniqueName, displayName,
                orElse(RecordReader.text(said, "description"), displayName),
                isPlugin ? PluginClasses.name(model) : null,
                BindingType.valueOf(RecordReader.constant(said, "bindingType", "GLOBAL")).number(),
                orNull(RecordReader.text(said, "boundEntityLogicalName")), RecordReader.flag(said, "isFunction"),
                RecordReader.flag(said, "isPrivate"), orNull(RecordReader.text(said, "executePrivilegeName")),
                ProcessingStepType.valueOf(
                        RecordReader.constant(said, "allowedCustomProcessingStepType", "NONE")).number(),
                RecordReader.flag(said, "workflowSdkStepEnabled"),
                parts(model, RecordReader.className(said, "request")),
                parts(model, RecordReader.className(said, "response"))));
    }

    private List<Declarations.Part> parts(ClassModel owner, @Nullable String recordName) {
        if (recordName == null || recordName.equals(NONE)) {
            return List.of();
        }
        ClassModel model = classes.find(recordName);
        List<RecordReader.Component> components = model == null ? null : RecordReader.components(model);
        if (components == null) {
            mistakes.add("The class '" + recordName + "' that '" + PluginClasses.name(owner)
                    + "' names must be a record of the same archive.");
            return List.of();
        }
        return components.stream().map(component -> part(recordName, component)).toList();
    }

    private Declarations.Part part(String recordName, RecordReader.Component component) {
        Map<String, AnnotationValue> said = component.said();
        String uniqueName = component.uniqueName();
        String displayName = orElse(RecordReader.text(said, "displayName"), uniqueName);
        return new Declarations.Part(uniqueName, displayName,
                orElse(RecordReader.text(said, "description"), displayName), type(recordName, component).number(),
                RecordReader.flag(said, "isOptional"), orNull(RecordReader.text(said, "logicalEntityName")));
    }

    private FieldType type(String recordName, RecordReader.Component component) {
        FieldType derived = TYPES.get(component.descriptor());
        FieldType said = FieldType.valueOf(RecordReader.constant(component.said(), "type", "DERIVED"));
        if (derived == null) {
            mistakes.add("The component '" + component.name() + "' of '" + recordName + "' has the type '"
                    + readable(component.descriptor()) + "', which is none of a parameter's or property's.");
            return FieldType.STRING;
        }
        if (said == FieldType.DERIVED || said == derived) {
            return derived;
        }
        if (!fits(derived, said)) {
            mistakes.add("The component '" + component.name() + "' of '" + recordName + "' is declared as " + said
                    + ", and its Java type '" + readable(component.descriptor()) + "' cannot hold that.");
        }
        return said;
    }

    /// Whether the values of a type are converted to the Java type that stands for another one.
    private static boolean fits(FieldType java, FieldType said) {
        return switch (said) {
            case PICKLIST -> java == FieldType.INTEGER;
            case INTEGER -> java == FieldType.PICKLIST;
            case MONEY -> java == FieldType.DECIMAL;
            case DECIMAL -> java == FieldType.MONEY;
            default -> false;
        };
    }

    private static String readable(String descriptor) {
        return java.lang.constant.ClassDesc.ofDescriptor(descriptor).displayName();
    }

    private void readSteps(ClassModel model, Map<String, AnnotationValue> said) {
        if (said.get("value") instanceof AnnotationValue.OfArray array) {
            for (AnnotationValue value : array.values()) {
                if (value instanceof AnnotationValue.OfAnnotation nested) {
                    readStep(model, RecordReader.elements(nested.annotation()));
                }
            }
        }
    }

    private void readStep(ClassModel model, Map<String, AnnotationValue> said) {
        String typeName = PluginClasses.name(model);
        if (!classes.isPluginType(model)) {
            mistakes.add("The class '" + typeName + "' declares a step and is no plug-in: it must be public, not"
                    + " abstract, and implement Plugin.");
            return;
        }
        String message = RecordReader.text(said, "message");
        String table = orNull(RecordReader.text(said, "entity"));
        String name = orElse(RecordReader.text(said, "name"),
                typeName + ": " + message + (table == null ? "" : " of " + table));
        if (steps.stream().anyMatch(step -> step.typeName().equals(typeName) && step.name().equals(name))) {
            mistakes.add("The class '" + typeName + "' declares two steps with the name '" + name
                    + "'; give them names of their own.");
        }
        steps.add(new Declarations.DeclaredStep(typeName, name, message, table,
                RecordReader.number(said, "stage", 0), RecordReader.number(said, "mode", 0),
                RecordReader.number(said, "rank", 1),
                orNull(String.join(",", RecordReader.texts(said, "filteringAttributes"))),
                orNull(RecordReader.text(said, "configuration"))));
    }

    private static String orElse(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
