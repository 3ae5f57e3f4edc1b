/// The plug-in that the benchmark registers with Colonnade. It is put into a jar of its own; nothing else here is.
@NullMarked
package dev.colonnade.bench.plugin;

import org.jspecify.annotations.NullMarked;
