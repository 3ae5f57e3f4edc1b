/// Tests of the samples: units with fakes, and calls through the server's door.
@NullMarked
package dev.colonnade.samples;

import org.jspecify.annotations.NullMarked;
