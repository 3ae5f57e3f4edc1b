@NullMarked
package dev.colonnade.engine.registration;

import org.jspecify.annotations.NullMarked;
