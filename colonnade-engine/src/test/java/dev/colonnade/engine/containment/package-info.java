/// Tests of what holds plug-in code: hostile plug-ins, guarded class files, the threads they run on.
@NullMarked
package dev.colonnade.engine.containment;

import org.jspecify.annotations.NullMarked;
