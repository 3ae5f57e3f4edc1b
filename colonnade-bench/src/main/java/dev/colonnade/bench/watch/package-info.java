/// What processes cost, read from Linux's `/proc`: CPU time of servers, of PostgreSQL's processes by database, of the client and
/// of everything else on the machine, and memory. Begin with [CpuWatch].
@NullMarked
package dev.colonnade.bench.watch;

import org.jspecify.annotations.NullMarked;
