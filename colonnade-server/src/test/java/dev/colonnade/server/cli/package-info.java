/// Tests of the command line.
@NullMarked
package dev.colonnade.server.cli;

import org.jspecify.annotations.NullMarked;
