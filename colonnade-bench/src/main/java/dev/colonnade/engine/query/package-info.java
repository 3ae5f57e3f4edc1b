/// What the benchmarks of other rooms need of the query room. Begin with [Planning].
@NullMarked
package dev.colonnade.engine.query;

import org.jspecify.annotations.NullMarked;
