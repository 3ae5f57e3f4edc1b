package dev.colonnade.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.StringJoiner;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The parameters of a call as a command line gives them, `NAME=VALUE`, in the types that the operation declares.
///
/// A value of a plain type is written as it is; one of a collection has commas between its elements; a row is its id, or its
/// JSON. A value that begins with `[` or `{` is taken as JSON where no text is wanted.
final class CallArguments {

    private static final String ROWS = "mscrm.";
    private static final String NAMESPACE = "Microsoft.Dynamics.CRM.";

    private final Signature signature;
    private final SequencedMap<String, String> values;
    private final JsonMapper json = JsonMapper.shared();

    private CallArguments(Signature signature, SequencedMap<String, String> values) {
        this.signature = signature;
        this.values = values;
    }

    /// @param pairs `NAME=VALUE`
    /// @throws ServiceException when a pair has no `=`, or names a parameter that there is not
    static CallArguments of(Signature signature, List<String> pairs) {
        var values = new LinkedHashMap<String, String>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw wrong("The argument '" + pair + "' is not of the form PARAMETER=VALUE.");
            }
            String name = pair.substring(0, equals);
            if (!signature.parameters().containsKey(name)) {
                throw wrong("'" + signature.name() + "' has no parameter '" + name + "'. " + (signature.parameters()
                        .isEmpty()
                                ? "It has none."
                                : "It has: " + String.join(", ", signature.parameters().keySet()) + "."));
            }
            values.put(name, pair.substring(equals + 1));
        }
        return new CallArguments(signature, values);
    }

    /// The body of an action: one property for each parameter.
    ObjectNode body() {
        ObjectNode body = json.createObjectNode();
        values.forEach((name, text) -> body.set(name, node(name, type(name), text)));
        return body;
    }

    /// What follows the name of a function in its URL: `(Count=@Count)?@Count=3`.
    String query() {
        var names = new StringJoiner(",", "(", ")");
        var aliases = new StringJoiner("&", "?", "").setEmptyValue("");
        values.forEach((name, text) -> {
            names.add(name + "=@" + name);
            aliases.add("@" + name + "=" + URLEncoder.encode(literal(name, type(name), text), UTF_8).replace("+",
                    "%20"));
        });
        return names + aliases.toString();
    }

    private String type(String name) {
        return signature.parameters().getOrDefault(name, "Edm.String");
    }

    private String literal(String name, String type, String text) {
        return switch (type) {
            case "Edm.String" -> "'" + text.replace("'", "''") + "'";
            case "Edm.Boolean", "Edm.Guid", "Edm.DateTimeOffset", "Edm.Date", "Edm.Int32", "Edm.Int64", "Edm.Decimal",
                    "Edm.Double" ->
                node(name, type, text).asString();
            default -> node(name, type, text).toString();
        };
    }

    private JsonNode node(String name, String type, String text) {
        if (type.startsWith("Collection(")) {
            return text.startsWith("[")
                    ? parse(name, text)
                    : elements(name, type.substring("Collection(".length(), type.length() - 1), text);
        }
        return switch (type) {
            case "Edm.String", "Edm.Guid", "Edm.DateTimeOffset", "Edm.Date" -> json.getNodeFactory().stringNode(text);
            case "Edm.Boolean" -> flag(name, text);
            case "Edm.Int32", "Edm.Int64", "Edm.Decimal", "Edm.Double", "Edm.Int16", "Edm.Byte" -> number(name, text);
            default -> text.startsWith("{") ? parse(name, text) : row(name, type, text);
        };
    }

    private JsonNode elements(String name, String type, String text) {
        var elements = json.createArrayNode();
        Stream.of(text.split(",", -1)).map(String::strip).filter(each -> !each.isEmpty()).forEach(
                each -> elements.add(node(name, type, each)));
        return elements;
    }

    private JsonNode flag(String name, String text) {
        return switch (text) {
            case "true" -> json.getNodeFactory().booleanNode(true);
            case "false" -> json.getNodeFactory().booleanNode(false);
            default -> throw wrong("The parameter '" + name + "' must be true or false, not '" + text + "'.");
        };
    }

    private JsonNode number(String name, String text) {
        try {
            return json.getNodeFactory().numberNode(new BigDecimal(text));
        } catch (NumberFormatException e) {
            throw wrong("The parameter '" + name + "' must be a number, not '" + text + "'.");
        }
    }

    /// A row by its id.
    private JsonNode row(String name, String type, String text) {
        String table = type.startsWith(ROWS) ? type.substring(ROWS.length()) : type.replace(NAMESPACE, "");
        String key = signature.keys().get(table);
        if (key == null) {
            throw wrong("The parameter '" + name + "' of type '" + type + "' must be given as JSON.");
        }
        return json.createObjectNode().put("@odata.type", NAMESPACE + table).put(key, text);
    }

    private JsonNode parse(String name, String text) {
        try {
            return json.readTree(text);
        } catch (JacksonException e) {
            throw wrong("The parameter '" + name + "' is not valid JSON: " + e.getOriginalMessage() + ".");
        }
    }

    private static ServiceException wrong(String sentence) {
        return new ServiceException(ErrorCode.INVALID_ARGUMENT, sentence);
    }
}
