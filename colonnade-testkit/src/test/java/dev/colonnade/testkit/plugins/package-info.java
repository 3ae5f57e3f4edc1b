/// Plug-ins in the pipeline, held to the conformance checklist of the event framework, through the server's doors.
@NullMarked
package dev.colonnade.testkit.plugins;

import org.jspecify.annotations.NullMarked;
