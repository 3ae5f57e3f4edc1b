package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.metadata.Column;
import dev.colonnade.engine.metadata.ColumnType;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.metadata.Navigation;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.sdk.query.ConditionExpression;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.FilterExpression;
import dev.colonnade.sdk.query.JoinOperator;
import dev.colonnade.sdk.query.LinkEntity;
import dev.colonnade.sdk.query.LogicalOperator;
import dev.colonnade.server.webapi.FilterNode.Operand;
import dev.colonnade.server.webapi.LinkTree.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Makes conditions of the query model out of a filter: looks its names up, turns its literals into values of their columns.
/// Paths through lookups become outer joins, kept in a [LinkTree]; lambda operators become links inside of filters. A negation is
/// carried down to the conditions, so that a filter and its negation together hold for each row once.
///
/// Source: reference/web-api.md, "OData query", "Query functions".
final class FilterTranslator {

    private final FilterScope root;
    private final Aliases aliases;

    FilterTranslator(MetadataSnapshot metadata, Table table, Aliases aliases, LinkTree links) {
        this.root = new FilterScope(metadata, table, null, links, null);
        this.aliases = aliases;
    }

    /// @throws ServiceException [ErrorCode#ODATA] for an unknown name, [ErrorCode#BAD_URI] for what does not fit
    FilterExpression translate(FilterNode node) {
        return translate(node, root, Sense.HOLDS);
    }

    /// The column that an operand of an order, a group or an aggregate names.
    Place place(Operand operand) {
        if (aliases.operand(operand) instanceof Operand.Path path) {
            return root.place(path);
        }
        throw new ServiceException(ErrorCode.BAD_URI, "Rows can be ordered by properties only.");
    }

    /// An operand, or what its alias stands for.
    Operand resolve(Operand operand) {
        return aliases.operand(operand);
    }

    /// What is asked of a part of a filter.
    private enum Sense {
        HOLDS,
        /// That it does not hold, as `not` asks.
        NEGATED,
        /// That it does not hold for a row that `all` must not find.
        FAILS;

        boolean isHeld() {
            return this == HOLDS;
        }

        Sense negated() {
            return this == HOLDS ? NEGATED : HOLDS;
        }
    }

    private FilterExpression translate(FilterNode node, FilterScope scope, Sense sense) {
        return switch (node) {
            case FilterNode.And(var parts) ->
                group(sense.isHeld() ? LogicalOperator.AND : LogicalOperator.OR, parts, scope, sense);
            case FilterNode.Or(var parts) ->
                group(sense.isHeld() ? LogicalOperator.OR : LogicalOperator.AND, parts, scope, sense);
            case FilterNode.Not(var inner) -> translate(inner, scope, sense.negated());
            case FilterNode.Comparison comparison -> of(comparison(comparison, scope), sense);
            case FilterNode.TextMatch match -> of(textMatch(match, scope), sense);
            case FilterNode.Truth(var subject) -> of(truth(subject, scope), sense);
            case FilterNode.QueryFunction function -> {
                if (sense == Sense.NEGATED) {
                    throw FilterParser.negatedFunction();
                }
                yield of(new QueryFunctionTranslator(aliases, scope).condition(function), sense);
            }
            case FilterNode.Lambda lambda -> lambda(lambda, scope, sense);
        };
    }

    private static FilterExpression of(ConditionExpression condition, Sense sense) {
        return sense.isHeld() ? new FilterExpression().add(condition) : Complement.of(condition);
    }

    private FilterExpression group(LogicalOperator operator, List<FilterNode> parts, FilterScope scope, Sense sense) {
        var group = new FilterExpression(operator);
        for (FilterNode part : parts) {
            add(group, translate(part, scope, sense));
        }
        return group;
    }

    /// Adds a part; one that is a single condition needs no filter of its own.
    private static void add(FilterExpression group, FilterExpression part) {
        if (part.filters().isEmpty() && part.conditions().size() == 1 && part.filterLink() == null
                && !part.isNegated()) {
            group.add(part.conditions().getFirst());
        } else {
            group.add(part);
        }
    }

    /// `any` asks for a row for which the body holds, `all` for none for which it fails.
    private FilterExpression lambda(FilterNode.Lambda lambda, FilterScope scope, Sense sense) {
        boolean findsRows = lambda.isAll() != sense.isHeld();
        List<String> names = scope.local(lambda.collection());
        if (names.size() > 1) {
            throw new ServiceException(ErrorCode.BAD_URI, "The lambda operator on '" + lambda.collection()
                    + "' is not supported: its collection must belong to the row itself, not to one behind a lookup.");
        }
        Navigation navigation = requireCollection(scope, names.getFirst());
        JoinOperator operator = findsRows ? JoinOperator.ANY : JoinOperator.NOT_ANY;
        LinkEntity link = link(navigation, scope, operator);
        LinkEntity rows = link.linkEntities().isEmpty() ? link : link.linkEntities().getFirst();
        FilterNode body = lambda.body();
        if (body != null) {
            String variable = Objects.requireNonNull(lambda.variable());
            scope.requireNew(variable);
            var inner = new FilterScope(scope.metadata(), scope.metadata().table(navigation.target()), variable,
                    new LinkTree(rows::add, scope.links().joins()), scope);
            rows.linkCriteria(translate(body, inner, lambda.isAll() ? Sense.FAILS : Sense.HOLDS));
        }
        return FilterExpression.of(link);
    }

    private static Navigation requireCollection(FilterScope scope, String name) {
        Navigation navigation = scope.metadata().findNavigation(scope.table().logicalName(), name);
        if (navigation == null) {
            throw EdmNames.unknownProperty(scope.table(), name);
        }
        if (navigation instanceof Navigation.ToOne) {
            throw new ServiceException(ErrorCode.BAD_URI,
                    "The lambda operators any and all take collections; '" + name + "' of '"
                            + EdmNames.typeName(scope.table()) + "' leads to a single row.");
        }
        return navigation;
    }

    /// The link to the rows of a collection; for an N:N relationship by way of its pairs.
    private static LinkEntity link(Navigation navigation, FilterScope scope, JoinOperator operator) {
        String key = scope.table().primaryId();
        return switch (navigation) {
            case Navigation.ToMany(var relationship) -> new LinkEntity(key, relationship.referencingTable(),
                    relationship.column(), operator, alias(scope));
            case Navigation.Many(var pairs, var fromFirst) -> {
                Table target = scope.metadata().table(navigation.target());
                String near = fromFirst ? pairs.entity1Column() : pairs.entity2Column();
                String far = fromFirst ? pairs.entity2Column() : pairs.entity1Column();
                yield new LinkEntity(key, pairs.intersectTable(), near, operator, alias(scope))
                        .add(new LinkEntity(far, target.logicalName(), target.primaryId(), JoinOperator.INNER,
                                alias(scope)));
            }
            case Navigation.ToOne _ -> throw new IllegalArgumentException(navigation.name() + " is no collection.");
        };
    }

    private static String alias(FilterScope scope) {
        return "p" + scope.links().joins().next();
    }

    private ConditionExpression comparison(FilterNode.Comparison comparison, FilterScope scope) {
        Operand left = aliases.operand(comparison.left());
        Operand right = aliases.operand(comparison.right());
        if (left instanceof Operand.Path leftPath) {
            return right instanceof Operand.Path rightPath
                    ? columns(scope.place(leftPath), comparison.operator(), scope.place(rightPath))
                    : compare(scope.place(leftPath), comparison.operator(), literal(right));
        }
        if (right instanceof Operand.Path path) {
            return compare(scope.place(path), comparison.operator().mirrored(), literal(left));
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
        if (!Objects.equals(left.alias(), right.alias())) {
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
    private ConditionExpression textMatch(FilterNode.TextMatch match, FilterScope scope) {
        Place place = place(match.subject(), scope);
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

    private ConditionExpression truth(Operand subject, FilterScope scope) {
        Place place = place(subject, scope);
        if (place.column().type() != ColumnType.BOOLEAN && place.column().type() != ColumnType.MANAGED_PROPERTY) {
            throw new ServiceException(ErrorCode.BAD_URI, "The property '" + EdmNames.property(place.column())
                    + "' is no condition by itself: it is of type '" + UrlValues.edmType(place.column()) + "'.");
        }
        return condition(place, ConditionOperator.EQUAL, List.of(true));
    }

    private Place place(Operand operand, FilterScope scope) {
        if (aliases.operand(operand) instanceof Operand.Path path) {
            return scope.place(path);
        }
        throw new ServiceException(ErrorCode.BAD_URI, "A property is expected in $filter where a value stands.");
    }
}
