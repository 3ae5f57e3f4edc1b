package dev.colonnade.bench.watch;

/// A process as `/proc/PID/stat` tells of it.
///
/// @param cpuTicks user and system time of all its threads, those that ended included, in hundredths of a second
record ProcessLine(long pid, long parent, long cpuTicks) {

    /// Fields behind the name, counted from the state. Source: proc_pid_stat(5).
    private static final int PARENT = 1;
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    /// @param text the line; the name in it may hold blanks and parentheses
    /// @throws IllegalArgumentException when it is no such line
    static ProcessLine parse(String text) {
        int open = text.indexOf('(');
        int close = text.lastIndexOf(')');
        if (open < 0 || close < open) {
            throw new IllegalArgumentException("This is no line of a process: " + text);
        }
        String[] fields = text.substring(close + 1).strip().split(" ", -1);
        return new ProcessLine(Long.parseLong(text.substring(0, open).strip()), Long.parseLong(fields[PARENT]),
                Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]));
    }
}
