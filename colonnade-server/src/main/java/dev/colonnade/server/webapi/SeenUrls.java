package dev.colonnade.server.webapi;

import dev.colonnade.engine.Limits;

/// What is kept of URLs for those that ask the same again: how their options read, whoever asks and whatever is defined, and
/// which columns they mean, which goes with the definitions. Conditions, orders and queries are made anew for each request,
/// as they belong to it. Safe for use by several threads; used under one set of limits.
final class SeenUrls {

    private final SeenBefore<OptionParser.Written, OptionParser.Option> options = OptionParser.seenOptions();
    private final ReadShapes shapes = new ReadShapes();

    /// @throws dev.colonnade.engine.ServiceException `BAD_URI` when an option is not understood or not supported
    OptionClauses options(QueryString query, Limits limits) {
        return OptionParser.parse(query, limits, options);
    }

    ReadShapes shapes() {
        return shapes;
    }
}
