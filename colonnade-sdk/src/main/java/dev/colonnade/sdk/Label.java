package dev.colonnade.sdk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A text in several languages.
///
/// @param userLocalizedLabel the text in the caller's language, else in the base language; `null` when there is none
public record Label(List<LocalizedLabel> localizedLabels, @Nullable LocalizedLabel userLocalizedLabel) {

    public Label {
        localizedLabels = List.copyOf(localizedLabels);
    }
}
