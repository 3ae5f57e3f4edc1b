/// The main operations of the standard messages: what `Create`, `Retrieve`, `Update`, `Delete` and their kin do in stage 30.
/// Begin with [StandardOperations]. Depends on `message` and the rooms below it.
@NullMarked
package dev.colonnade.engine.operation;

import org.jspecify.annotations.NullMarked;
