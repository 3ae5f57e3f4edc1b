/// Queries: [dev.colonnade.sdk.query.QueryExpression] becomes one SQL statement here, expands included, and its rows become
/// entities. Begin with [QueryRunner]. Depends on `metadata` and `storage`.
@NullMarked
package dev.colonnade.engine.query;

import org.jspecify.annotations.NullMarked;
