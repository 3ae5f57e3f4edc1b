/// What plug-in code may do, and how it is held to it: class files are checked against a list of what is allowed, changed on
/// their way into the JVM, and run under watch. [CodeVerifier] holds code against the list in `allowed.txt`; [CodeGuard] makes it
/// stoppable; [ClassTransformer] is the seam where all changes meet the class loader; [PluginThreads] runs and stops it. Knows
/// class files and threads, and nothing of assemblies, rows or messages; depends on the engine's root room alone.
@NullMarked
package dev.colonnade.engine.containment;

import org.jspecify.annotations.NullMarked;
