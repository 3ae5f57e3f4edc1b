/// The load client: sends prepared HTTP requests and measures how long their answers take. Begin with [LoadClient]. It knows
/// nothing of the servers that it speaks to, and does as little as it can, because it shares the machine with them.
@NullMarked
package dev.colonnade.bench.load;

import org.jspecify.annotations.NullMarked;
