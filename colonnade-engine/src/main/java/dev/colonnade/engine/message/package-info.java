/// The inside door: every operation is a message, and every message runs through the [MessageExecutor]: parameters, stages,
/// privileges, one transaction. The standard messages' main operations are here too. Begin with [MessageExecutor], then
/// [Execution]. Depends on `metadata`, `storage`, `query` and `security`.
@NullMarked
package dev.colonnade.engine.message;

import org.jspecify.annotations.NullMarked;
