/// Tests of the Web API door.
@NullMarked
package dev.colonnade.server.webapi;

import org.jspecify.annotations.NullMarked;
