/// The rules of the house that a machine can hold: which room may use which, and what belongs in one room only. Begin with
/// [RoomsTest].
@NullMarked
package dev.colonnade.testkit.rooms;

import org.jspecify.annotations.NullMarked;
