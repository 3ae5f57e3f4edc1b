/// Tests of the server as a whole.
@NullMarked
package dev.colonnade.server;

import org.jspecify.annotations.NullMarked;
