package dev.colonnade.engine;

import java.time.Duration;

/// Everything that grows has a limit with a name. Source of the defaults: reference/web-api.md, "Limits";
/// reference/event-framework.md, "Limits".
///
/// @param urlCharacters longest URL of a request
/// @param bodyBytes largest request body
/// @param batchRequests requests of one batch
/// @param batchUrlCharacters longest URL of a request in a batch
/// @param batchAnswerBytes answers of one batch together, behind which no read is answered any more
/// @param jsonDepth deepest nesting of a JSON body
/// @param pageRows rows of a page at most
/// @param countRows largest count that is told
/// @param queryConditions conditions of one query
/// @param queryLinks joins of one query
/// @param filterDepth deepest nesting of a filter
/// @param conditionValues values of one condition
/// @param aggregateRows rows that an aggregate query goes through at most
/// @param messageDepth operations that may be nested in one another
/// @param deepInsertRows rows created by one request
/// @param plugins what plug-in code may take
/// @param traceCharacters trace text kept of one execution, newest first
/// @param assemblyBytes size of a plug-in assembly
/// @param statementTime run time of one SQL statement
/// @param pluginHttp what plug-ins may do over HTTP
public record Limits(int urlCharacters, int bodyBytes, int batchRequests, int batchUrlCharacters,
        int batchAnswerBytes, int jsonDepth, int pageRows, int countRows, int queryConditions,
        int queryLinks, int filterDepth, int conditionValues, int aggregateRows, int messageDepth, int deepInsertRows,
        PluginLimits plugins, int traceCharacters, int assemblyBytes, Duration statementTime, HttpLimits pluginHttp) {

    public static final Limits DEFAULT = new Limits(32_768, 128 * 1024 * 1024, 1_000, 65_536,
            256 * 1024 * 1024, 100, 5_000, 5_000, 500, 15, 100, 2_000, 50_000,
            8,
            1_000, PluginLimits.DEFAULT, 10_240, 16 * 1024 * 1024, Duration.ofMinutes(2), HttpLimits.DEFAULT);

    public Limits withBodyBytes(int newBodyBytes) {
        return new Limits(urlCharacters, newBodyBytes, batchRequests, batchUrlCharacters, batchAnswerBytes, jsonDepth,
                pageRows, countRows, queryConditions, queryLinks, filterDepth, conditionValues, aggregateRows,
                messageDepth, deepInsertRows, plugins, traceCharacters, assemblyBytes, statementTime, pluginHttp);
    }

    public Limits withMessageDepth(int newMessageDepth) {
        return new Limits(urlCharacters, bodyBytes, batchRequests, batchUrlCharacters, batchAnswerBytes, jsonDepth,
                pageRows, countRows, queryConditions, queryLinks, filterDepth, conditionValues, aggregateRows,
                newMessageDepth, deepInsertRows, plugins, traceCharacters, assemblyBytes, statementTime, pluginHttp);
    }

    public Limits withPlugins(PluginLimits newPlugins) {
        return new Limits(urlCharacters, bodyBytes, batchRequests, batchUrlCharacters, batchAnswerBytes, jsonDepth,
                pageRows, countRows, queryConditions, queryLinks, filterDepth, conditionValues, aggregateRows,
                messageDepth, deepInsertRows, newPlugins, traceCharacters, assemblyBytes, statementTime, pluginHttp);
    }

    public Limits withPluginHttp(HttpLimits newPluginHttp) {
        return new Limits(urlCharacters, bodyBytes, batchRequests, batchUrlCharacters, batchAnswerBytes, jsonDepth,
                pageRows, countRows, queryConditions, queryLinks, filterDepth, conditionValues, aggregateRows,
                messageDepth, deepInsertRows, plugins, traceCharacters, assemblyBytes, statementTime, newPluginHttp);
    }
}
