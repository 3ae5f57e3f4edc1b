/// Labels: the texts of localizable columns in the languages other than the organization's own, whose text stands in the row
/// itself. Begin with [Localization]; reads take labels from [LabelStore]. Depends on `message` and `query`.
@NullMarked
package dev.colonnade.engine.localization;

import org.jspecify.annotations.NullMarked;
