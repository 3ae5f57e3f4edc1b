package dev.colonnade.server.webapi;

import dev.colonnade.bench.jmh.SystemTables;
import dev.colonnade.engine.Limits;
import dev.colonnade.engine.message.OrganizationSnapshot;
import dev.colonnade.engine.metadata.MetadataSnapshot;
import dev.colonnade.engine.query.Planning;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// What it costs to read a URL: its path, its options, and filters small and large.
@State(Scope.Benchmark)
public class UrlBenchmark {

    private static final String QUERY = "$select=queueid,name,description,emailaddress,incomingemaildeliverymethod,"
            + "ignoreunsolicitedemail,queueviewtype,numberofitems,createdon,_ownerid_value"
            + "&$filter=emailaddress%20eq%20%27team-0711@example.com%27&$orderby=name&$top=50";
    private static final String SMALL = "emailaddress eq 'team-0711@example.com'";
    private static final String LARGE = "(contains(name,'a b') or startswith(name,'Queue') or emailaddress eq null)"
            + " and numberofitems gt 4711 and not (queueviewtype eq 1 or queueviewtype eq 2)"
            + " and createdon ge 2026-01-01T00:00:00Z and _ownerid_value eq 01990000-0000-7000-8000-000000001267";

    /// 300 characters with its path, as a grid of a client asks.
    private static final String GRID = "$select=name,accountnumber,telephone1,emailaddress1,createdon,_ownerid_value"
            + "&$expand=primarycontactid($select=fullname,emailaddress1)"
            + "&$filter=contains(name,'contoso')%20and%20statecode%20eq%200%20and%20createdon%20ge%202026-01-01T00:00:00Z"
            + "&$orderby=name,createdon%20desc&$top=50";

    private final MetadataSnapshot metadata = SystemTables.snapshot();
    private final OrganizationSnapshot snapshot = RowJsonBenchmark.snapshot(metadata);
    private final Planning planning = new Planning(metadata);
    private final SeenUrls seen = new SeenUrls();

    // Not final, or the compiler would read them once and for all.
    private String path = "queues(01990000-0000-7000-8000-000000001267)";
    private String query = QUERY;
    private String grid = GRID;
    private String gridPath = "accounts";
    private String small = SMALL;
    private String large = LARGE;

    @Benchmark
    public ServicePath servicePath() {
        return ServicePath.parse("/api/data/v9.2/" + path);
    }

    @Benchmark
    public List<PathSegment> path() {
        return PathParser.parse(path);
    }

    @Benchmark
    public OptionClauses options() {
        return OptionParser.parse(QueryString.parse(query), Limits.DEFAULT, OptionParser.seenOptions());
    }

    @Benchmark
    public OptionClauses optionsSeenBefore() {
        return seen.options(QueryString.parse(query), Limits.DEFAULT);
    }

    /// From a URL that was seen before to its statement.
    @Benchmark
    public Object planSeenBefore() {
        ReadPlan plan = plan(seen);
        return planning.statement(plan.query(), plan.expands());
    }

    /// From a URL of which nothing is known to its statement.
    @Benchmark
    public Object planNew() {
        ReadPlan plan = plan(new SeenUrls());
        return planning.newStatement(plan.query(), plan.expands());
    }

    private ReadPlan plan(SeenUrls urls) {
        QueryString options = QueryString.parse(grid);
        var aliases = new Aliases(options);
        var rows = (Resource.Rows) new ResourceResolver(snapshot, aliases).resolve(UrlText.decodePath(gridPath));
        return ReadPlan.of(metadata, urls.shapes(), rows.table(), urls.options(options, Limits.DEFAULT), aliases,
                Limits.DEFAULT, 0);
    }

    @Benchmark
    public FilterNode smallFilter() {
        return FilterParser.parse(small, Limits.DEFAULT);
    }

    @Benchmark
    public FilterNode largeFilter() {
        return FilterParser.parse(large, Limits.DEFAULT);
    }
}
