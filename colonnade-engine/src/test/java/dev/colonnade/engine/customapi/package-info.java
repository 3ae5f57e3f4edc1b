@NullMarked
package dev.colonnade.engine.customapi;

import org.jspecify.annotations.NullMarked;
