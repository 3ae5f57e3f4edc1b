/// What guarded code costs against the same code as it was compiled. Begin with [GuardCost].
@NullMarked
package dev.colonnade.bench.guard;

import org.jspecify.annotations.NullMarked;
