/// The limit: what a server that is written by hand for just these four requests reaches with the same HTTP server, the same
/// driver, the same answers and the same durability. It knows no definitions, no rights and no pipeline. Begin with
/// [LimitServer].
@NullMarked
package dev.colonnade.bench.limit;

import org.jspecify.annotations.NullMarked;
