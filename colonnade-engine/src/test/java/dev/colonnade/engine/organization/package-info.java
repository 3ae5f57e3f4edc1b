/// An organization as a whole, through its inside door.
@NullMarked
package dev.colonnade.engine.organization;

import org.jspecify.annotations.NullMarked;
