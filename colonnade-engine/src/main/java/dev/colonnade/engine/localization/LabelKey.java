package dev.colonnade.engine.localization;

import java.util.UUID;

/// Where a label stands.
///
/// @param table logical name of the table
/// @param column logical name of the column
record LabelKey(String table, UUID rowId, String column, int languageCode) {}
