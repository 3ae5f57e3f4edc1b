package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.ColumnType;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.sdk.query.ConditionExpression;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.FilterExpression;
import dev.colonnade.sdk.query.LogicalOperator;
import dev.colonnade.server.webapi.FilterNode.Operand;
import dev.colonnade.server.webapi.LinkTree.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Makes conditions of the query model out of a filter: looks its names up, turns its literals into values of their columns.
/// Paths through lookups become outer joins, kept in a [LinkTree].
///
/// Source: reference/web-api.md, "OData query", "Query functions".
final class FilterTranslator {

    private static final Map<String, ConditionOperator> QUERY_FUNCTIONS = Map.of("In", ConditionOperator.IN, "NotIn",
            ConditionOperator.NOT_IN, "Between", ConditionOperator.BETWEEN, "NotBetween",
            ConditionOperator.NOT_BETWEEN, "EqualUserId", ConditionOperator.EQUAL_USER_ID, "NotEqualUserId",
            ConditionOperator.NOT_EQUAL_USER_ID, "EqualBusinessId", ConditionOperator.EQUAL_BUSINESS_ID,
            "NotEqualBusinessId", ConditionOperator.NOT_EQUAL_BUSINESS_ID);

    private final MetadataSnapshot metadata;
    private final Table table;
    private final Aliases aliases;
    private final LinkTree links;

    FilterTranslator(MetadataSnapshot metadata, Table table, Aliases aliases, LinkTree links) {
        this.metadata = metadata;
        this.table = table;
        this.aliases = aliases;
        this.links = links;
    }

    /// @throws ServiceException [ErrorCode#ODATA] for an unknown name, [ErrorCode#BAD_URI] for what does not fit
    FilterExpression translate(FilterNode node) {
        return switch (node) {
            case FilterNode.And(var parts) -> group(LogicalOperator.AND, parts);
            case FilterNode.Or(var parts) -> group(LogicalOperator.OR, parts);
            case FilterNode.Not(var inner) -> negated(inner);
            case FilterNode.Comparison comparison -> of(comparison(comparison));
            case FilterNode.TextMatch match -> of(textMatch(match));
            case FilterNode.Truth(var subject) -> of(truth(subject));
            case FilterNode.QueryFunction function -> of(queryFunction(function));
            case FilterNode.Lambda lambda -> throw new ServiceException(ErrorCode.BAD_URI,
                    "The lambda operator on '" + lambda.collection() + "' is not supported.");
        };
    }

    /// The column that an operand of an order names.
    Place place(Operand operand) {
        if (aliases.operand(operand) instanceof Operand.Path path) {
            return place(path);
        }
        throw new ServiceException(ErrorCode.BAD_URI, "Rows can be ordered by properties only.");
    }

    private static FilterExpression of(ConditionExpression condition) {
        return new FilterExpression().add(condition);
    }

    private FilterExpression group(LogicalOperator operator, List<FilterNode> parts) {
        var group = new FilterExpression(operator);
        for (FilterNode part : parts) {
            FilterExpression translated = translate(part);
            if (translated.filters().isEmpty() && translated.conditions().size() == 1 && !translated.isNegated()) {
                group.add(translated.conditions().getFirst());
            } else {
                group.add(translated);
            }
        }
        return group;
    }

    private FilterExpression negated(FilterNode inner) {
        FilterExpression translated = translate(inner);
        if (translated.conditions().size() == 1 && translated.filters().isEmpty() && !translated.isNegated()) {
            return new FilterExpression(LogicalOperator.AND, true).add(translated.conditions().getFirst());
        }
        return new FilterExpression(LogicalOperator.AND, true).add(translated);
    }

    private ConditionExpression comparison(FilterNode.Comparison comparison) {
        Operand left = aliases.operand(comparison.left());
        Operand right = aliases.operand(comparison.right());
        if (left instanceof Operand.Path leftPath) {
            return right instanceof Operand.Path rightPath
                    ? columns(place(leftPath), comparison.operator(), place(rightPath))
                    : compare(place(leftPath), comparison.operator(), literal(right));
        }
        if (right instanceof Operand.Path path) {
            return compare(place(path), comparison.operator().mirrored(), literal(left));
        }
        throw new ServiceException(ErrorCode.BAD_URI, "A comparison of two values is not supported in $filter.");
    }

    private static Literal literal(Operand operand) {
        if (operand instanceof Operand.Value(var literal)) {
            return literal;
        }
        throw new ServiceException(ErrorCode.BAD_URI, "A value is expected in $filter.");
    }

    private ConditionExpression columns(Place left, FilterNode.Operator operator, Place right) {
        if (!java.util.Objects.equals(left.alias(), right.alias())) {
            throw new ServiceException(ErrorCode.BAD_URI,
                    "Only columns of the same row can be compared with each other, not '" + left.column() + "' with '"
                            + right.column() + "'.");
        }
        if (!UrlValues.edmType(left.column()).equals(UrlValues.edmType(right.column()))) {
            throw incompatible(left.column(), operator, UrlValues.edmType(right.column()));
        }
        return new ConditionExpression(left.alias(), left.column().logicalName(), operator(operator),
                List.of(right.column().logicalName()), true);
    }

    private static ConditionExpression compare(Place place, FilterNode.Operator operator, Literal literal) {
        if (literal instanceof Literal.Null) {
            return compareToNull(place, operator);
        }
        Object value;
        try {
            value = UrlValues.forCondition(place.column(), literal);
        } catch (ServiceException e) {
            throw e.code() == ErrorCode.BAD_URI ? incompatible(place.column(), operator, literal.edmType()) : e;
        }
        return condition(place, operator(operator), value == null ? List.of() : List.of(value));
    }

    private static ConditionExpression compareToNull(Place place, FilterNode.Operator operator) {
        return switch (operator) {
            case EQ -> condition(place, ConditionOperator.NULL, List.of());
            case NE -> condition(place, ConditionOperator.NOT_NULL, List.of());
            case GT, GE, LT, LE -> throw incompatible(place.column(), operator, "Edm.Null");
        };
    }

    private static ConditionExpression condition(Place place, ConditionOperator operator, List<Object> values) {
        return new ConditionExpression(place.alias(), place.column().logicalName(), operator,
                new ArrayList<>(values), false);
    }

    private static ServiceException incompatible(Column column, FilterNode.Operator operator, String other) {
        return new ServiceException(ErrorCode.ODATA,
                "A binary operator with incompatible types was detected. Found operand types '"
                        + UrlValues.edmType(column) + "' and '" + other + "' for operator kind '"
                        + operator.kindName() + "' on the property '" + EdmNames.property(column) + "'.");
    }

    private static ConditionOperator operator(FilterNode.Operator operator) {
        return switch (operator) {
            case EQ -> ConditionOperator.EQUAL;
            case NE -> ConditionOperator.NOT_EQUAL;
            case GT -> ConditionOperator.GREATER_THAN;
            case GE -> ConditionOperator.GREATER_EQUAL;
            case LT -> ConditionOperator.LESS_THAN;
            case LE -> ConditionOperator.LESS_EQUAL;
        };
    }

    /// The value is a pattern: `%` and `_` in it are wildcards.
    private ConditionExpression textMatch(FilterNode.TextMatch match) {
        Place place = place(match.subject());
        if (!place.column().type().isText() && place.column().type() != ColumnType.ENTITY_NAME) {
            throw new ServiceException(ErrorCode.ODATA, "The text functions of $filter take properties of type"
                    + " 'Edm.String', not '" + EdmNames.property(place.column()) + "' of type '"
                    + UrlValues.edmType(place.column()) + "'.");
        }
        if (!(literal(aliases.operand(match.pattern())) instanceof Literal.Text(var text))) {
            throw new ServiceException(ErrorCode.BAD_URI, "The text functions of $filter search for texts.");
        }
        String pattern = switch (match.function()) {
            case CONTAINS -> "%" + text + "%";
            case STARTS_WITH -> text + "%";
            case ENDS_WITH -> "%" + text;
        };
        return condition(place, ConditionOperator.LIKE, List.of(pattern));
    }

    private ConditionExpression truth(Operand subject) {
        Place place = place(subject);
        if (place.column().type() != ColumnType.BOOLEAN && place.column().type() != ColumnType.MANAGED_PROPERTY) {
            throw new ServiceException(ErrorCode.BAD_URI, "The property '" + EdmNames.property(place.column())
                    + "' is no condition by itself: it is of type '" + UrlValues.edmType(place.column()) + "'.");
        }
        return condition(place, ConditionOperator.EQUAL, List.of(true));
    }

    private ConditionExpression queryFunction(FilterNode.QueryFunction function) {
        ConditionOperator operator = QUERY_FUNCTIONS.get(function.name());
        if (operator == null) {
            throw new ServiceException(ErrorCode.BAD_URI,
                    "The query function '" + function.name() + "' is not supported.");
        }
        if (!(argument(function, "PropertyName") instanceof Literal.Text(var property))) {
            throw new ServiceException(ErrorCode.BAD_URI,
                    "The parameter 'PropertyName' of '" + function.name() + "' takes the quoted name of a property.");
        }
        Place place = place(new Operand.Path(List.of(property.split("/", -1)), 0));
        return condition(place, operator, values(function, operator, place.column()));
    }

    private List<Object> values(FilterNode.QueryFunction function, ConditionOperator operator, Column column) {
        var values = new ArrayList<Object>();
        switch (operator) {
            case IN, NOT_IN, BETWEEN, NOT_BETWEEN -> {
                for (String text : UrlValues.texts(argument(function, "PropertyValues"), "PropertyValues")) {
                    Object value = UrlValues.forCondition(column, new Literal.Text(text));
                    values.add(java.util.Objects.requireNonNull(value));
                }
            }
            default -> {
                return values;
            }
        }
        boolean isRange = operator == ConditionOperator.BETWEEN || operator == ConditionOperator.NOT_BETWEEN;
        if (isRange ? values.size() != 2 : values.isEmpty()) {
            throw new ServiceException(ErrorCode.BAD_URI, "The parameter 'PropertyValues' of '" + function.name()
                    + "' takes " + (isRange ? "two values." : "at least one value."));
        }
        return values;
    }

    private Literal argument(FilterNode.QueryFunction function, String name) {
        for (PathSegment.Argument argument : function.arguments()) {
            if (name.equals(argument.name())) {
                return aliases.literal(argument.value());
            }
        }
        throw new ServiceException(ErrorCode.BAD_URI,
                "The parameter '" + name + "' of '" + function.name() + "' is missing.");
    }

    private Place place(Operand.Path path) {
        return links.place(metadata, table, path.names());
    }
}
