package dev.colonnade.engine;

import java.time.Duration;
import java.util.List;

/// What plug-ins may do over HTTP.
///
/// @param timeout longest time that one call may take, redirects included
/// @param responseBytes largest body of an answer
/// @param hosts names of hosts that may be called although they are not on the public Internet; `*.example.com` stands for all
///        below `example.com`
public record HttpLimits(Duration timeout, int responseBytes, List<String> hosts) {

    public static final HttpLimits DEFAULT = new HttpLimits(Duration.ofSeconds(30), 16 * 1024 * 1024, List.of());

    public HttpLimits {
        hosts = List.copyOf(hosts);
    }
}
