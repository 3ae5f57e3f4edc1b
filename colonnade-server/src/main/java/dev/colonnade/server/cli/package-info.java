/// The command line. Begin with [Main]; each command is a class of its own.
@NullMarked
package dev.colonnade.server.cli;

import org.jspecify.annotations.NullMarked;
