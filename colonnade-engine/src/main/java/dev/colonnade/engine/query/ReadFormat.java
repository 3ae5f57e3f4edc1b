package dev.colonnade.engine.query;

import java.time.ZoneId;

/// How values are shown to a caller.
///
/// @param formattedValues whether display texts, and the names of lookups, are wanted
/// @param languageCode language of labels (LCID)
/// @param baseLanguageCode language that labels fall back to
/// @param timeZone zone in which `UserLocal` times are shown
public record ReadFormat(boolean formattedValues, int languageCode, int baseLanguageCode, ZoneId timeZone) {

    public ReadFormat withFormattedValues(boolean wanted) {
        return new ReadFormat(wanted, languageCode, baseLanguageCode, timeZone);
    }
}
