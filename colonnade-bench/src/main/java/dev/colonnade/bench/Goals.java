package dev.colonnade.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What is wanted, and whether it was reached.
final class Goals {

    private static final double ALONE_TOLERANCE = 0.05;
    private static final double HTTPS_MILLIS = 5;
    private static final double WARM_SECONDS = 1.5;
    private static final double FIRST_SECONDS = 4;
    private static final double RESIDENT_MEGABYTES = 250;

    private final Outcome outcome;
    private final Results results;
    private final List<Line> lines = new ArrayList<>();

    private Goals(Outcome outcome) {
        this.outcome = outcome;
        this.results = outcome.results();
    }

    /// @param goal what is wanted, in words
    /// @param found what was found; `null` when it was not measured
    record Line(String what, String goal, @Nullable String found, boolean isMet) {

        String markdown() {
            return "| " + what + " | " + goal + " | " + (found == null ? "–" : found) + " | " + (found == null
                    ? "not measured"
                    : isMet ? "met" : "**missed**") + " |";
        }
    }

    static List<Line> of(Outcome outcome) {
        var goals = new Goals(outcome);
        goals.againstLimit();
        goals.againstPeer();
        goals.asBasicUser();
        goals.aloneWithCoalescing(Works.RETRIEVE_ALONE);
        goals.aloneWithCoalescing(Works.CREATE_ALONE);
        goals.rest();
        return List.copyOf(goals.lines);
    }

    /// Single requests are compared without coalescing, which the limit does not do either.
    private void againstLimit() {
        ratio("action with a plug-in", Works.ACTION, Site.COLONNADE, Site.LIMIT, 0.7);
        ratio("create, not coalesced", Works.CREATE, plain(Works.CREATE), Site.LIMIT, 0.8);
        ratio("retrieve, not coalesced", Works.RETRIEVE, plain(Works.RETRIEVE), Site.LIMIT, 0.85);
        ratio("query of 50 rows", Works.QUERY, Site.COLONNADE, Site.LIMIT, 0.8);
        ratio("retrieve, 64 clients, coalesced", Works.RETRIEVE_64, Site.COLONNADE, Site.LIMIT, 1.8);
        ratio("create, 64 clients, coalesced", Works.CREATE_64, Site.COLONNADE, Site.LIMIT, 1.8);
    }

    private String plain(String work) {
        return results.has(work, Site.ALONE) ? Site.ALONE : Site.COLONNADE;
    }

    private void againstPeer() {
        ratio("action with a plug-in", Works.ACTION, Site.COLONNADE, Site.PEER, 3);
        ratio("create", Works.CREATE, Site.COLONNADE, Site.PEER, 4);
        ratio("retrieve", Works.RETRIEVE, Site.COLONNADE, Site.PEER, 6);
        ratio("query of 50 rows", Works.QUERY, Site.COLONNADE, Site.PEER, 8);
        ratio("retrieve, 64 clients, coalesced", Works.RETRIEVE_64, Site.COLONNADE, Site.PEER, 10);
        ratio("create, 64 clients, coalesced", Works.CREATE_64, Site.COLONNADE, Site.PEER, 10);
    }

    private void asBasicUser() {
        for (String work : List.of(Works.ACTION, Works.CREATE, Works.RETRIEVE, Works.QUERY)) {
            ratio(work + " as Basic User", work, Site.BASIC_USER, Site.COLONNADE, 0.9);
        }
    }

    private void ratio(String what, String work, String variant, String reference, double least) {
        String goal = String.format(Locale.ROOT, "≥ %s of %s", number(least), reference);
        if (!results.has(work, variant) || !results.has(work, reference)) {
            lines.add(new Line(what, goal, null, false));
            return;
        }
        Statistics.Ratio ratio = results.ratio(work, variant, reference);
        lines.add(new Line(what, goal, Report.ratio(ratio), ratio.median() >= least));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Integer.toString((int) value) : Double.toString(value);
    }

    private void aloneWithCoalescing(String work) {
        String goal = "latency ± 5 % of coalescing off";
        if (!results.has(work, Site.ALONE)) {
            lines.add(new Line(work, goal, null, false));
            return;
        }
        Statistics.Ratio ratio = results.ratio(work, Site.COLONNADE, Site.ALONE, slice -> slice.load().millis(50));
        lines.add(new Line(work, goal, Report.ratio(ratio), Math.abs(ratio.median() - 1) <= ALONE_TOLERANCE));
    }

    private void rest() {
        HalfLoad.Outcome https = outcome.https();
        most("action over HTTPS at half load, 99th percentile", "< 5 ms",
                https == null ? null : https.load().millis(99),
                HTTPS_MILLIS, "%.2f ms");
        StartTimes start = outcome.start();
        boolean hasCache = start != null && start.hasCache();
        most("warm start to the first answer, PostgreSQL included"
                + (start == null || hasCache ? "" : " (no AOT cache)"),
                "≤ 1.5 s", start == null ? null : start.warmSeconds(), WARM_SECONDS, "%.2f s");
        most("first start, likewise", "≤ 4 s", start == null ? null : start.firstSeconds(), FIRST_SECONDS, "%.2f s");
        Long memory = outcome.memory().get(Site.COLONNADE);
        most("resident memory of the Java process after the run", "≤ 250 MB", memory == null
                ? null
                : memory / 1024.0
                        / 1024,
                RESIDENT_MEGABYTES, "%.0f MB");
    }

    private void most(String what, String goal, @Nullable Double value, double most, String form) {
        lines.add(new Line(what, goal, value == null ? null : String.format(Locale.ROOT, form, value),
                value != null && value <= most));
    }
}
