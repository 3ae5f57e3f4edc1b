@NullMarked
package dev.colonnade.bench.load;

import org.jspecify.annotations.NullMarked;
