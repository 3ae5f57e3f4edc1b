/// Tests of the room of plug-ins.
@NullMarked
package dev.colonnade.engine.plugin;

import org.jspecify.annotations.NullMarked;
