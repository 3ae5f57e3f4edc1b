@NullMarked
package dev.colonnade.engine.query;

import org.jspecify.annotations.NullMarked;
