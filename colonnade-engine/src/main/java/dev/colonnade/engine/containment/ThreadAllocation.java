package dev.colonnade.engine.containment;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/// Bytes that a platform thread has allocated since it began, in JDK 25 exact to the object.
final class ThreadAllocation {

    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    private ThreadAllocation() {}

    static long of(Thread thread) {
        return THREADS.getThreadAllocatedBytes(thread.threadId());
    }

    static long ofCurrentThread() {
        return THREADS.getCurrentThreadAllocatedBytes();
    }
}
