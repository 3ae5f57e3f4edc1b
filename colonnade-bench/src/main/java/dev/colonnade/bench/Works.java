package dev.colonnade.bench;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The works of a run, by the names that the command line takes.
final class Works {

    static final String ACTION = "action";
    static final String CREATE = "create";
    static final String RETRIEVE = "retrieve";
    static final String QUERY = "query";
    static final String CREATE_64 = "create-64";
    static final String RETRIEVE_64 = "retrieve-64";
    static final String CREATE_ALONE = "create-alone";
    static final String RETRIEVE_ALONE = "retrieve-alone";
    /// Requests at half of the greatest rate, over HTTP and HTTPS.
    static final String HALF_LOAD = "half-load";
    /// From the start of a process to its first answer.
    static final String START = "start";

    private static final List<String> ALL = List.of(ACTION, CREATE, RETRIEVE, QUERY, CREATE_64, RETRIEVE_64,
            CREATE_ALONE,
            RETRIEVE_ALONE, HALF_LOAD, START);

    private static final int SOME = 32;
    private static final int MANY = 64;

    private final Set<String> asked;

    /// @param asked names of works; empty for all
    /// @throws IllegalArgumentException when there is no such work
    Works(List<String> asked) {
        for (String name : asked) {
            if (!ALL.contains(name)) {
                throw new IllegalArgumentException("There is no work '" + name + "'. There are: " + String.join(", ",
                        ALL) + ".");
            }
        }
        this.asked = asked.isEmpty() ? Set.copyOf(ALL) : Set.copyOf(asked);
    }

    boolean has(String name) {
        return asked.contains(name);
    }

    boolean isAll() {
        return asked.size() == ALL.size();
    }

    /// Whether a site is needed: all but the start measure one.
    boolean needsSite() {
        return asked.stream().anyMatch(name -> !name.equals(START));
    }

    List<Work> inRounds(Site site) {
        List<Variant> four = site.variants(Site.LIMIT, Site.COLONNADE, Site.BASIC_USER, Site.ALONE, Site.PEER);
        List<Variant> withoutNode = without(four, Site.ALONE);
        List<Variant> withOutbox = site.variants(Site.LIMIT, Site.LIMIT_OUTBOX, Site.COLONNADE, Site.BASIC_USER,
                Site.ALONE, Site.PEER);
        List<Variant> many = without(four, Site.BASIC_USER);
        List<Variant> alone = without(many, Site.PEER);
        return Stream
                .of(new Work(ACTION, Ask.ACTION, SOME, withoutNode), new Work(CREATE, Ask.CREATE, SOME, withOutbox),
                        new Work(RETRIEVE, Ask.RETRIEVE, SOME, four), new Work(QUERY, Ask.QUERY, SOME, withoutNode),
                        new Work(CREATE_64, Ask.CREATE, MANY, many), new Work(RETRIEVE_64, Ask.RETRIEVE, MANY, many),
                        new Work(CREATE_ALONE, Ask.CREATE, 1, alone), new Work(RETRIEVE_ALONE, Ask.RETRIEVE, 1, alone))
                .filter(work -> has(work.name())).toList();
    }

    private static List<Variant> without(List<Variant> variants, String name) {
        return variants.stream().filter(variant -> !variant.name().equals(name)).toList();
    }
}
