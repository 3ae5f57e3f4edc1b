/// The ways of asking agree: generated questions are put as a `QueryExpression` and as FetchXML, and the answers compared with
/// those of an evaluator that knows no SQL. Begin with [QueryFormsTest].
@NullMarked
package dev.colonnade.testkit.query;

import org.jspecify.annotations.NullMarked;
