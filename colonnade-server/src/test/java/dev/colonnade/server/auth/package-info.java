/// Tests of signing in.
@NullMarked
package dev.colonnade.server.auth;

import org.jspecify.annotations.NullMarked;
