/// PostgreSQL: the embedded server, the pool, units of work, the codecs of column values, and the tables of definitions. All
/// SQL text of the engine is in here. Begin with [Database]. Depends on `metadata`.
@NullMarked
package dev.colonnade.engine.storage;

import org.jspecify.annotations.NullMarked;
