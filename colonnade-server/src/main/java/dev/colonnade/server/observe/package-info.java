/// How this server is watched: metrics, health and the log of requests. Begin with [RequestWatch], the outermost filter.
@NullMarked
package dev.colonnade.server.observe;

import org.jspecify.annotations.NullMarked;
