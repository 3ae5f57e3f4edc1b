@NullMarked
package dev.colonnade.engine.metadata;

import org.jspecify.annotations.NullMarked;
