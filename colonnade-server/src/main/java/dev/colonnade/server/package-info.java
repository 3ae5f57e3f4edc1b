/// One server, put together: the data directory, PostgreSQL, the organization, signing in and the doors. This is the
/// server's composition root. Begin with [ColonnadeServer]. Depends on every other room of the server but the command line.
@NullMarked
package dev.colonnade.server;

import org.jspecify.annotations.NullMarked;
