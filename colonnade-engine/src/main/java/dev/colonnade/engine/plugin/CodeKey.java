package dev.colonnade.engine.plugin;

import java.util.UUID;

/// One version of code: the row that holds it and the row's version.
///
/// @param isPackage whether the row is a plug-in package, else an assembly
record CodeKey(boolean isPackage, UUID id, long version) {}
