/// Runs the benchmarks of single parts (JMH). Begin with [Parts]. The benchmarks themselves stand in packages that are named
/// like the rooms whose parts they measure, because those parts are no one's business outside; benchmarks of the guard belong into
/// `dev.colonnade.engine.plugin` of this module.
@NullMarked
package dev.colonnade.bench.jmh;

import org.jspecify.annotations.NullMarked;
