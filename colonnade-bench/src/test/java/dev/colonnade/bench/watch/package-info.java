@NullMarked
package dev.colonnade.bench.watch;

import org.jspecify.annotations.NullMarked;
