@NullMarked
package dev.colonnade.engine;

import org.jspecify.annotations.NullMarked;
