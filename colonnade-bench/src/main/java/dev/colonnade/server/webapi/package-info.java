/// Benchmarks of the Web API's parts. Begin with [UrlBenchmark].
@NullMarked
package dev.colonnade.server.webapi;

import org.jspecify.annotations.NullMarked;
