package dev.colonnade.server.webapi;

import dev.colonnade.engine.Limits;
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

    // Not final, or the compiler would read them once and for all.
    private String path = "queues(01990000-0000-7000-8000-000000001267)";
    private String query = QUERY;
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
    public FilterNode smallFilter() {
        return FilterParser.parse(small, Limits.DEFAULT);
    }

    @Benchmark
    public FilterNode largeFilter() {
        return FilterParser.parse(large, Limits.DEFAULT);
    }
}
