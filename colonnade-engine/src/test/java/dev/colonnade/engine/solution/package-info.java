@NullMarked
package dev.colonnade.engine.solution;

import org.jspecify.annotations.NullMarked;
