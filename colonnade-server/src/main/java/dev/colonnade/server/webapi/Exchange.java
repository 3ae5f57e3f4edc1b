package dev.colonnade.server.webapi;

import dev.colonnade.engine.Cancellation;
import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.Limits;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.engine.message.CallOptions;
import dev.colonnade.engine.message.MessageSession;
import dev.colonnade.engine.message.OrganizationSnapshot;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.metadata.Navigation;
import dev.colonnade.engine.metadata.Table;
import dev.colonnade.engine.security.Authorizer;
import dev.colonnade.sdk.Entity;
import dev.colonnade.sdk.EntityCollection;
import dev.colonnade.sdk.EntityReference;
import dev.colonnade.sdk.OrganizationRequest;
import dev.colonnade.sdk.OrganizationResponse;
import dev.colonnade.sdk.query.ColumnSet;
import dev.colonnade.sdk.query.ConditionOperator;
import dev.colonnade.sdk.query.JoinOperator;
import dev.colonnade.sdk.query.LinkEntity;
import dev.colonnade.sdk.query.QueryBase;
import dev.colonnade.sdk.query.QueryExpression;
import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/// One request on its way through the door: what it asks for, the definitions that it sees, and the ways to run messages and to
/// read and write JSON for it. Belongs to one thread.
final class Exchange {

    private static final String BYPASS_STEPS = "MSCRM.BypassBusinessLogicExecutionStepIds";

    private static final int ROW_BYTES = 1024;

    private static final Pattern SEPARATORS = Pattern.compile("[\",\\s]+");

    private final WebRequest request;
    private final MessageSession session;
    private final OrganizationSnapshot snapshot;
    private final ContentIds contentIds;
    private final JsonBodies bodies;
    private final SeenUrls seen;
    private final QueryString query;
    private final Preferences preferences;
    private final Aliases aliases;
    private final CallOptions options;

    /// @param contentIds the requests of the same change set that this one may refer to
    Exchange(WebRequest request, MessageSession session, ContentIds contentIds, JsonBodies bodies,
            SeenUrls seen, Preferences preferences) {
        this.request = request;
        this.session = session;
        this.snapshot = session.snapshot();
        this.contentIds = contentIds;
        this.bodies = bodies;
        this.seen = seen;
        this.query = QueryString.parse(request.query());
        this.preferences = preferences;
        this.aliases = new Aliases(query);
        this.options = new CallOptions(request.caller(), request.requestId(), wantsDisplayTexts(),
                emptyToNull(request.header("mscrm.solutionuniquename")), query.find("tag"), bypassedSteps(),
                cancellation(request));
    }

    /// Only what reads is given up with its client: clients send writes and go.
    private static @Nullable Cancellation cancellation(WebRequest request) {
        return request.method().equals("GET") ? request.cancellation() : null;
    }

    private boolean wantsDisplayTexts() {
        Annotations annotations = preferences.annotations();
        return annotations.includes(Annotations.FORMATTED_VALUE);
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    /// The steps that the caller wants passed over; needs a privilege. Source: reference/web-api.md, "Request headers".
    private Set<UUID> bypassedSteps() {
        String header = request.header("mscrm.bypassbusinesslogicexecutionstepids");
        if (header == null || header.isEmpty()) {
            return Set.of();
        }
        new Authorizer(snapshot.security(), request.caller()).requirePrivilege("prvBypassCustomBusinessLogic");
        var ids = new HashSet<UUID>();
        for (String text : SEPARATORS.splitAsStream(header).toList()) {
            UUID id = JsonScalars.findGuid(text);
            if (id != null) {
                ids.add(id);
            } else if (!text.isEmpty()) {
                throw new ServiceException(ErrorCode.INVALID_ARGUMENT,
                        "The header '" + BYPASS_STEPS + "' takes ids of steps, not '" + text + "'.");
            }
        }
        return ids;
    }

    WebRequest request() {
        return request;
    }

    OrganizationSnapshot snapshot() {
        return snapshot;
    }

    MetadataSnapshot metadata() {
        return snapshot.metadata();
    }

    Limits limits() {
        return session.limits();
    }

    QueryString query() {
        return query;
    }

    Aliases aliases() {
        return aliases;
    }

    Preferences preferences() {
        return preferences;
    }

    ServiceRoot root() {
        return request.root();
    }

    OptionClauses queryOptions() {
        return seen.options(query, limits());
    }

    /// What a query asks for.
    ReadPlan readPlan(Table table, OptionClauses clauses) {
        return ReadPlan.of(metadata(), seen.shapes(), table, clauses, aliases, limits(), preferences.rowsPerPage());
    }

    /// What is asked of a single record: its collections have no pages, as nothing would lead to the next one.
    ReadPlan recordPlan(Table table, OptionClauses clauses) {
        return ReadPlan.of(metadata(), seen.shapes(), table, clauses, aliases, limits(), 0);
    }

    /// Runs a message at the snapshot of this request.
    OrganizationResponse execute(OrganizationRequest message) {
        optionalParameter(message, "BypassBusinessLogicExecution", "mscrm.bypassbusinesslogicexecution");
        optionalParameter(message, "BypassCustomPluginExecution", "mscrm.bypasscustompluginexecution");
        return session.execute(message, options);
    }

    private void optionalParameter(OrganizationRequest message, String name, String header) {
        String value = emptyToNull(request.header(header));
        if (value != null) {
            message.set(name, value);
        }
    }

    Entity retrieve(EntityReference target, ReadPlan plan) {
        return entity(execute(new OrganizationRequest("Retrieve").set("Target", target)
                .set("ColumnSet", plan.shape().columnSet()).set("RelatedEntitiesQuery", plan.expands())));
    }

    Entity retrieve(EntityReference target, ColumnSet columns) {
        return entity(execute(new OrganizationRequest("Retrieve").set("Target", target).set("ColumnSet", columns)));
    }

    private static Entity entity(OrganizationResponse response) {
        return response.results().require("BusinessEntity", Entity.class);
    }

    EntityCollection retrieveMultiple(ReadPlan plan) {
        return retrieveMultiple(plan.query(), plan.expands());
    }

    EntityCollection retrieveMultiple(QueryBase rows, List<?> expands) {
        return execute(new OrganizationRequest("RetrieveMultiple").set("Query", rows)
                .set("RelatedEntitiesQuery", expands)).results()
                .require("BusinessEntityCollection", EntityCollection.class);
    }

    /// The row that an address means; `null` when a lookup on the way is empty.
    @Nullable
    EntityReference findReference(RowAddress address) {
        return switch (address) {
            case RowAddress.Keyed(_, var reference, _) -> reference;
            case RowAddress.Through(var parent, var navigation, var table) -> {
                EntityReference reference = findReference(parent);
                yield reference == null ? null : follow(reference, navigation, table);
            }
            case RowAddress.Within(var parent, var navigation, var row) -> member(parent, navigation, row);
        };
    }

    /// The row that an address means.
    ///
    /// @throws ServiceException [ErrorCode#OBJECT_DOES_NOT_EXIST] when a lookup on the way is empty
    EntityReference reference(RowAddress address) {
        EntityReference reference = findReference(address);
        if (reference == null) {
            throw new ServiceException(ErrorCode.OBJECT_DOES_NOT_EXIST,
                    "The record that '" + request.path() + "' leads to does not exist.");
        }
        return reference;
    }

    /// The row that a lookup of another row points to; `null` when it points to none, or to one of another table.
    @Nullable
    EntityReference follow(EntityReference row, Navigation.ToOne navigation, Table target) {
        Entity entity = retrieve(row, ColumnSet.of(navigation.relationship().column()));
        return entity.get(navigation.relationship().column()) instanceof EntityReference lookup
                && (lookup.logicalName().equals(target.logicalName()) || isOneForAll(row, navigation, lookup))
                        ? lookup
                        : null;
    }

    private boolean isOneForAll(EntityReference row, Navigation.ToOne navigation, EntityReference lookup) {
        var other = metadata().table(row.logicalName()).findManyToOne(navigation.relationship().column(),
                lookup.logicalName());
        return other != null && other.navigation().equals(navigation.name());
    }

    private EntityReference member(RowAddress parent, Navigation navigation, RowAddress.Keyed row) {
        UUID id = id(row.reference());
        QueryExpression query = related(parent, navigation).where(row.table().primaryId(), ConditionOperator.EQUAL, id);
        if (retrieveMultiple(query, List.of()).entities().isEmpty()) {
            throw new ServiceException(ErrorCode.OBJECT_DOES_NOT_EXIST, "Entity '" + row.table().logicalName()
                    + "' With Id = " + id + " Does Not Exist among '" + navigation.name() + "'.");
        }
        return new EntityReference(row.table().logicalName(), id);
    }

    /// The id of a row; one query when the row is addressed by an alternate key.
    UUID id(EntityReference reference) {
        UUID id = reference.id();
        if (id != null) {
            return id;
        }
        Table table = metadata().table(reference.logicalName());
        Entity entity = retrieve(reference, ColumnSet.of(table.primaryId()));
        return entity.id() != null ? entity.id() : entity.require(table.primaryId(), UUID.class);
    }

    /// The rows of a collection-valued navigation property, without columns.
    QueryExpression related(RowAddress parent, Navigation navigation) {
        return restrict(new QueryExpression(navigation.target()), parent, navigation);
    }

    /// Restricts a query to the rows of a navigation property.
    QueryExpression restrict(QueryExpression rows, RowAddress parent, Navigation navigation) {
        UUID id = id(reference(parent));
        return switch (navigation) {
            case Navigation.ToMany(var relationship) -> {
                var both = new dev.colonnade.sdk.query.FilterExpression().add(relationship.column(),
                        ConditionOperator.EQUAL, id);
                if (!rows.criteria().isEmpty()) {
                    both.add(rows.criteria());
                }
                yield rows.criteria(both);
            }
            case Navigation.Many(var pairs, var fromFirst) -> {
                Table target = metadata().table(navigation.target());
                String near = fromFirst ? pairs.entity1Column() : pairs.entity2Column();
                String far = fromFirst ? pairs.entity2Column() : pairs.entity1Column();
                var link = new LinkEntity(target.primaryId(), pairs.intersectTable(), far, JoinOperator.INNER, "pairs");
                link.linkCriteria().add(near, ConditionOperator.EQUAL, id);
                yield rows.add(link);
            }
            case Navigation.ToOne _ -> throw new IllegalArgumentException(navigation.name() + " is no collection.");
        };
    }

    /// The same for the collection that a URL names.
    ///
    /// @param related `null` for the whole table
    void restrict(QueryExpression rows, Resource.@Nullable Related related) {
        if (related != null) {
            restrict(rows, related.row(), related.navigation());
        }
    }

    /// Tells an empty collection from one of a row that is not there.
    ///
    /// @param related `null` for the whole table
    /// @throws ServiceException [ErrorCode#OBJECT_DOES_NOT_EXIST] when the row is not there
    void requireRow(EntityCollection rows, Resource.@Nullable Related related) {
        if (rows.entities().isEmpty() && related != null) {
            retrieve(reference(related.row()), ColumnSet.of());
        }
    }

    /// The body as JSON.
    ///
    /// @throws ServiceException [ErrorCode#UNSUPPORTED_MEDIA_TYPE] when its type says that it is something else
    JsonBodies.Source body(String subject) {
        requireJson();
        return bodies.open(request.body(), subject);
    }

    private void requireJson() {
        String type = request.header("content-type");
        if (type == null || type.isEmpty()) {
            return;
        }
        int end = type.indexOf(';');
        String bare = (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
        if (!bare.equals("application/json") && !bare.equals("text/json")) {
            throw new ServiceException(ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "The media type '" + bare + "' is not supported; send 'application/json'.");
        }
    }

    EntityReader entityReader(EntityReader.Purpose purpose, Table table) {
        return new EntityReader(metadata(), links(), purpose, table.entitySetName());
    }

    RowLinks links() {
        return new RowLinks(snapshot, contentIds);
    }

    EntityWriter entityWriter() {
        String accept = request.header("accept");
        boolean longsAsText = accept != null && accept.toLowerCase(Locale.ROOT).contains("ieee754compatible=true");
        return new EntityWriter(metadata(), root(), preferences.annotations(), longsAsText);
    }

    /// An answer with a JSON body.
    static WebResponse json(int status, Consumer<JsonGenerator> body) {
        return json(status, ROW_BYTES, body);
    }

    /// @param bytesExpected guess at its length: a buffer that grows from small to large costs more than the answer
    static WebResponse json(int status, int bytesExpected, Consumer<JsonGenerator> body) {
        var bytes = new ByteArrayOutputStream(bytesExpected);
        try (JsonGenerator json = JsonOutput.open(bytes)) {
            body.accept(json);
        }
        return WebResponse.json(status, bytes.toByteArray());
    }

    /// The mistake of a method that the resource does not take.
    ServiceException methodNotAllowed() {
        return new ServiceException(ErrorCode.INVALID_OPERATION, "The method '" + request.method()
                + "' is not allowed for the resource '" + request.path() + "'.");
    }
}
