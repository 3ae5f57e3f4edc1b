/// Plug-ins: assemblies and their class loaders, instances, the context they run with, traces, and their registration by rows
/// or by annotations. Begin with [PluginHost]. Depends on `message` and the rooms below it.
@NullMarked
package dev.colonnade.engine.plugin;

import org.jspecify.annotations.NullMarked;
