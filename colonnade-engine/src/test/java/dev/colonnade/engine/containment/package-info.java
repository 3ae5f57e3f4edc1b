/// Tests of what plug-in code may do.
@NullMarked
package dev.colonnade.engine.containment;

import org.jspecify.annotations.NullMarked;
