/// The benchmark of the server as a whole: starts PostgreSQL, the limit server, Colonnade and the peer, puts the same load on
/// each in turn, and says how they compare. Begin with [Bench]. What loads and what watches are rooms of their own.
@NullMarked
package dev.colonnade.bench;

import org.jspecify.annotations.NullMarked;
