package dev.colonnade.bench.watch;

/// All processors together, as the first line of `/proc/stat` tells of them, in hundredths of a second since the start of the
/// machine.
///
/// @param busyTicks time in which something ran here
/// @param stolenTicks time in which the host let others run although something wanted to run here
record MachineLine(long busyTicks, long stolenTicks) {

    /// Fields behind `cpu`. Source: proc_stat(5); guest time is a part of user time.
    private static final int USER = 0;
    private static final int NICE = 1;
    private static final int SYSTEM = 2;
    private static final int INTERRUPTS = 5;
    private static final int SOFT_INTERRUPTS = 6;
    private static final int STOLEN = 7;

    /// @throws IllegalArgumentException when it is no such line
    static MachineLine parse(String text) {
        String[] words = text.strip().split(" +", -1);
        if (!words[0].equals("cpu") || words.length <= STOLEN + 1) {
            throw new IllegalArgumentException("This is no line of all processors: " + text);
        }
        long busy = 0;
        for (int field : new int[]{USER, NICE, SYSTEM, INTERRUPTS, SOFT_INTERRUPTS}) {
            busy += Long.parseLong(words[field + 1]);
        }
        return new MachineLine(busy, Long.parseLong(words[STOLEN + 1]));
    }
}
