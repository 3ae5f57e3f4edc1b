/// One organization, put together: its database, its definitions in memory, its pipeline. This is the engine's composition
/// root. Begin with [Organization]. Depends on every other room of the engine.
@NullMarked
package dev.colonnade.engine.organization;

import org.jspecify.annotations.NullMarked;
