@NullMarked
package dev.colonnade.bench;

import org.jspecify.annotations.NullMarked;
