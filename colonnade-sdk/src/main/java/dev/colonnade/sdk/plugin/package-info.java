/// The programming model of plug-ins. Begin with [Plugin] and [PluginContext]. Depends on the SDK's records and queries.
@NullMarked
package dev.colonnade.sdk.plugin;

import org.jspecify.annotations.NullMarked;
