/// Benchmarks of the pipeline's parts. Begin with [PlanBenchmark].
@NullMarked
package dev.colonnade.engine.message;

import org.jspecify.annotations.NullMarked;
