/// The peer's own code: the server's start and what its action does.
package dev.colonnade.bench.peer;
