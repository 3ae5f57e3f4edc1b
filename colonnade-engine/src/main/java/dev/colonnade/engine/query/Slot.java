package dev.colonnade.engine.query;

/// A place of a plan where a value is bound. The values stand beside the plan, so that plans of one shape are equal.
///
/// @param index number of the value, from 0
/// @param isList whether the value is an array of values of the type
record Slot(int index, ValueType type, boolean isList) {}
