package dev.colonnade.engine.query;

import java.time.ZoneId;

/// How values are shown to a caller.
///
/// @param formattedValues whether display texts, and the names of lookups, are wanted
/// @param languageCode language of labels (LCID)
/// @param baseLanguageCode language that labels fall back to
/// @param timeZone zone in which `UserLocal` times are shown
/// @param currencies how amounts are shown
/// @param settings how dates and numbers are written
public record ReadFormat(boolean formattedValues, int languageCode, int baseLanguageCode, ZoneId timeZone,
        CurrencyFormat currencies, FormatSettings settings) {

    public ReadFormat(boolean formattedValues, int languageCode, int baseLanguageCode, ZoneId timeZone,
            CurrencyFormat currencies) {
        this(formattedValues, languageCode, baseLanguageCode, timeZone, currencies, FormatSettings.UNITED_STATES);
    }

    public ReadFormat(boolean formattedValues, int languageCode, int baseLanguageCode, ZoneId timeZone) {
        this(formattedValues, languageCode, baseLanguageCode, timeZone, CurrencyFormat.NONE);
    }

    public ReadFormat withFormattedValues(boolean wanted) {
        return new ReadFormat(wanted, languageCode, baseLanguageCode, timeZone, currencies, settings);
    }
}
