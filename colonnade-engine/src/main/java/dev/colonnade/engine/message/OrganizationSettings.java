package dev.colonnade.engine.message;

import dev.colonnade.engine.query.CurrencyFormat;
import dev.colonnade.engine.query.RegionSettings;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The organization's row and what belongs to it, held in memory.
///
/// @param languageCode base language (LCID)
/// @param languages provisioned languages, the base language among them
/// @param baseCurrencyId currency of rows that name none; `null` when the organization has none
/// @param traceSetting `plugintracelogsetting`: 0 off, 1 exceptions, 2 all
/// @param publisherPrefixes customization prefixes of all publishers, lower case
/// @param defaultSolutionId solution of components that name none
/// @param region its calendar, and how it writes dates and numbers
public record OrganizationSettings(UUID organizationId, String uniqueName, String friendlyName, int languageCode,
        Set<Integer> languages, @Nullable UUID baseCurrencyId, Map<UUID, Currency> currencies, int traceSetting,
        Set<String> publisherPrefixes, @Nullable UUID defaultSolutionId, RegionSettings region) {

    public OrganizationSettings {
        languages = Set.copyOf(languages);
        currencies = Map.copyOf(currencies);
        publisherPrefixes = Set.copyOf(publisherPrefixes);
    }

    /// How amounts of a currency are shown; `null` for an unknown currency.
    ///
    /// @param currencyId currency of a row; `null` for the base currency
    public CurrencyFormat.@Nullable Shape format(@Nullable UUID currencyId) {
        UUID id = currencyId == null ? baseCurrencyId : currencyId;
        Currency currency = id == null ? null : currencies.get(id);
        return currency == null ? null : new CurrencyFormat.Shape(currency.symbol(), currency.precision());
    }

    /// A currency.
    ///
    /// @param precision digits after the point
    /// @param exchangeRate units of the currency for one unit of the base currency
    public record Currency(UUID id, String isoCode, String symbol, int precision, BigDecimal exchangeRate) {}
}
