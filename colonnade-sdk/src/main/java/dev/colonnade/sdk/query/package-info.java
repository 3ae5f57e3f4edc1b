/// Queries as data. Begin with [QueryExpression]; it is the one query model of the server, whatever door a query comes
/// through. Depends on nothing but the JDK.
@NullMarked
package dev.colonnade.sdk.query;

import org.jspecify.annotations.NullMarked;
