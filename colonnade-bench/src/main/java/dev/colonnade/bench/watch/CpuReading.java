package dev.colonnade.bench.watch;

import java.util.Map;

/// Counters at one moment; what counts is the difference between two of them.
///
/// @param nanos the moment
/// @param client ticks of this process
/// @param servers ticks by process
/// @param sessions ticks of PostgreSQL's sessions by database and process
/// @param shared ticks of PostgreSQL's processes that work for all, by process
/// @param maintenance ticks of PostgreSQL's cleaning, by process
public record CpuReading(long nanos, MachineLine machine, long client, Map<Long, Long> servers,
        Map<String, Map<Long, Long>> sessions, Map<Long, Long> shared, Map<Long, Long> maintenance) {

    /// What was used since an earlier reading, while the load was on one server alone. PostgreSQL's shared processes are
    /// counted as that server's, its cleaning is not.
    ///
    /// @param server the server's process
    /// @param database database that it works with
    public CpuUse since(CpuReading before, long server, String database) {
        double seconds = (nanos - before.nanos) / 1e9;
        long serverTicks = servers.getOrDefault(server, 0L) - before.servers.getOrDefault(server, 0L);
        long postgresTicks = growth(sessions.getOrDefault(database, Map.of()), before.sessions.getOrDefault(database,
                Map.of())) + growth(shared, before.shared);
        long clientTicks = client - before.client;
        long ownTicks = clientTicks + growth(servers, before.servers) + growth(shared, before.shared)
                + growth(maintenance, before.maintenance);
        for (Map.Entry<String, Map<Long, Long>> each : sessions.entrySet()) {
            ownTicks += growth(each.getValue(), before.sessions.getOrDefault(each.getKey(), Map.of()));
        }
        long foreignTicks = Math.max(0, machine.busyTicks() - before.machine.busyTicks() - ownTicks);
        return new CpuUse(seconds, seconds(serverTicks), seconds(postgresTicks), seconds(clientTicks), seconds(
                foreignTicks), seconds(machine.stolenTicks() - before.machine.stolenTicks()));
    }

    /// A process that began in between counts from its beginning; one that ended is not counted.
    private static long growth(Map<Long, Long> now, Map<Long, Long> before) {
        return now.entrySet().stream().mapToLong(each -> each.getValue() - before.getOrDefault(each.getKey(), 0L))
                .sum();
    }

    private static double seconds(long ticks) {
        return ticks / CpuWatch.TICKS_PER_SECOND;
    }
}
