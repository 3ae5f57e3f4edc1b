package dev.colonnade.sdk;

/// A text in one language.
///
/// @param languageCode the language's number (LCID), e.g. 1033
public record LocalizedLabel(String label, int languageCode) {}
