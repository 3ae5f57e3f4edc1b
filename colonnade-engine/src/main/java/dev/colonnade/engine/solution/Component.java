package dev.colonnade.engine.solution;

import java.util.UUID;

/// A component, wherever it belongs to.
///
/// @param type number of its kind
/// @param objectId key of its row; for tables, columns and relationships the id of their definition
record Component(int type, UUID objectId) {}
