package dev.colonnade.engine.query;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An element of FetchXML as it was written: names are not looked up yet. Children of different kinds come in any order, and
/// conditions name links that stand behind them, so the whole query is read before it is translated.
///
/// @param text the characters directly in it
record FetchElement(String name, Map<String, String> attributes, String text, List<FetchElement> children) {

    FetchElement {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        children = List.copyOf(children);
    }

    /// The value of an attribute; `null` when it is not there.
    @Nullable
    String find(String attribute) {
        return attributes.get(attribute);
    }

    /// The value of an attribute; `null` when it is not there or empty.
    @Nullable
    String findText(String attribute) {
        String value = attributes.get(attribute);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /// @throws ServiceException [ErrorCode#QUERY_BUILDER_ATTRIBUTE_NOT_FOUND] when it is not there or empty
    String require(String attribute) {
        String value = findText(attribute);
        if (value == null) {
            throw new ServiceException(ErrorCode.QUERY_BUILDER_ATTRIBUTE_NOT_FOUND,
                    "The element '" + name + "' lacks the attribute '" + attribute + "'.");
        }
        return value;
    }

    /// A yes or no: `true`, `false`, `1` or `0`.
    ///
    /// @param wrong code of the refusal of anything else
    boolean flag(String attribute, ErrorCode wrong) {
        String value = findText(attribute);
        return switch (value == null ? "false" : value) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new ServiceException(wrong, "The attribute '" + attribute + "' of the element '" + name
                    + "' is 'true', 'false', '1' or '0', not '" + value + "'.");
        };
    }

    /// A whole number that is not negative; `null` when it is not there.
    @Nullable
    Integer number(String attribute) {
        String value = findText(attribute);
        if (value == null) {
            return null;
        }
        if (value.length() > 9 || !value.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            throw new ServiceException(ErrorCode.INVALID_FETCH_XML, "The attribute '" + attribute
                    + "' of the element '" + name + "' is a whole number from 0, not '" + value + "'.");
        }
        return Integer.valueOf(value);
    }

    List<FetchElement> children(String childName) {
        return children.stream().filter(child -> child.name.equals(childName)).toList();
    }

    /// @throws ServiceException [ErrorCode#QUERY_BUILDER_INVALID_ELEMENT] for a child of another name
    void requireChildren(String... names) {
        List<String> known = List.of(names);
        for (FetchElement child : children) {
            if (!known.contains(child.name)) {
                throw new ServiceException(ErrorCode.QUERY_BUILDER_INVALID_ELEMENT,
                        "The element '" + child.name + "' has no place in the element '" + name + "'.");
            }
        }
    }

    /// @throws ServiceException [ErrorCode#INVALID_FETCH_XML] when one of the attributes is there
    void refuse(String... names) {
        for (String refused : names) {
            String value = findText(refused);
            if (value != null && !value.equals("false") && !value.equals("0")) {
                throw new ServiceException(ErrorCode.INVALID_FETCH_XML, "The attribute '" + refused
                        + "' of the element '" + name + "' of FetchXML is not supported.");
            }
        }
    }
}
