package dev.colonnade.bench.watch;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads how much CPU time the parts of a benchmark have used: the client (this process), the servers, PostgreSQL, and the
/// machine as a whole. Safe for use by several threads.
public final class CpuWatch {

    /// Linux counts CPU time for programs in hundredths of a second. Source: proc_pid_stat(5), `sysconf(_SC_CLK_TCK)`.
    static final double TICKS_PER_SECOND = 100;

    private final long postgres;

    /// @param postgres number of PostgreSQL's first process
    public CpuWatch(long postgres) {
        this.postgres = postgres;
    }

    /// Whether this machine tells what is asked for here.
    public static boolean isPossible() {
        return Proc.isThere();
    }

    /// The counters at this moment.
    ///
    /// @param servers numbers of the servers' processes
    public CpuReading read(Set<Long> servers) throws IOException {
        MachineLine machine = Proc.machine();
        List<ProcessLine> all = Proc.processes();
        Map<Long, ProcessLine> byPid = all.stream().collect(Collectors.toMap(ProcessLine::pid, Function.identity()));
        var sessions = new HashMap<String, Map<Long, Long>>();
        var shared = new HashMap<Long, Long>();
        var maintenance = new HashMap<Long, Long>();
        for (ProcessLine process : all) {
            if (process.parent() == postgres || process.pid() == postgres) {
                PostgresTitle title = PostgresTitle.parse(Proc.title(process.pid()));
                Map<Long, Long> group = title.isMaintenance()
                        ? maintenance
                        : title.database() == null
                                ? shared
                                : sessions.computeIfAbsent(title.database(), name -> new HashMap<>());
                group.put(process.pid(), process.cpuTicks());
            }
        }
        var serverTicks = new HashMap<Long, Long>();
        for (Long server : servers) {
            ProcessLine process = byPid.get(server);
            if (process != null) {
                serverTicks.put(server, process.cpuTicks());
            }
        }
        ProcessLine client = byPid.get(ProcessHandle.current().pid());
        return new CpuReading(System.nanoTime(), machine, client == null ? 0 : client.cpuTicks(), serverTicks, sessions,
                shared, maintenance);
    }

    /// Resident memory of a process, in bytes.
    public static long residentBytes(long pid) throws IOException {
        return Proc.kilobytes(pid, "status", "VmRSS") * 1024;
    }

    /// Command line of a process; empty when it is gone.
    public static String title(long pid) throws IOException {
        return Proc.title(pid);
    }

    /// Memory of PostgreSQL, what its processes share counted once, in bytes; 0 where this user may not know.
    public long postgresBytes() throws IOException {
        long bytes = 0;
        for (ProcessLine process : Proc.processes()) {
            if (process.parent() == postgres || process.pid() == postgres) {
                bytes += Proc.kilobytes(process.pid(), "smaps_rollup", "Pss") * 1024;
            }
        }
        return bytes;
    }
}
