@NullMarked
package dev.colonnade.engine.localization;

import org.jspecify.annotations.NullMarked;
