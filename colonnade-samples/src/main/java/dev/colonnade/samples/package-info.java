/// Sample plug-ins and custom APIs, as a plug-in author would write them. Begin with [ReverseText]. They see the SDK and nothing
/// else; the server installs them with `--samples`.
@NullMarked
package dev.colonnade.samples;

import org.jspecify.annotations.NullMarked;
