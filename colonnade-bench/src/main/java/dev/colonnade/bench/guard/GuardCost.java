package dev.colonnade.bench.guard;

import com.sun.management.ThreadMXBean;
import dev.colonnade.engine.containment.ClassTransformer;
import dev.colonnade.engine.containment.CodeGuard;
import dev.colonnade.engine.containment.GuestClasses;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.List;

/// Prints what guarded code costs against the same code as it was compiled, in processor time of the thread, and what guarding a
/// class costs. The variants are measured in turns; the best of many samples counts, since all that others do can only add. Run it
/// several times: compilers differ from run to run.
public final class GuardCost {

    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    private static final int SAMPLES = 21;
    private static final int WARM_ROUNDS = 6;
    private static final long SAMPLE_NANOS = 25_000_000;

    private GuardCost() {}

    /// @param goal how much more guarded code may take, of what the plain code takes
    private record Work(String name, Class<?> kernel, double goal) {}

    private static final List<Work> WORKS = List.of(new Work("typical plug-in", Kernels.Typical.class, 0.15),
            new Work("recursion", Kernels.Fibonacci.class, 0.15), new Work("serial loop", Kernels.Serial.class, 0.10),
            new Work("texts", Kernels.Building.class, 0.15), new Work("vector loop", Kernels.Vector.class, 9.0));

    public static void main(String[] arguments) throws ReflectiveOperationException {
        PrintStream out = System.out;
        out.printf("%-16s %12s %12s %9s %9s%n", "work", "plain", "guarded", "more", "goal");
        for (Work work : WORKS) {
            Kernel plain = kernel(work, ClassTransformer.NONE);
            Kernel guarded = kernel(work, CodeGuard.of(KernelLoader::classFile));
            int times = times(plain);
            warm(plain, guarded, times);
            double[] best = best(plain, guarded, times);
            out.printf("%-16s %9.1f ns %9.1f ns %8.1f%% %8.0f%%%n", work.name(), best[0], best[1],
                    (best[1] / best[0] - 1)
                            * 100,
                    work.goal() * 100);
        }
        CodeCost.print(out);
    }

    private static Kernel kernel(Work work, ClassTransformer transformer) throws ReflectiveOperationException {
        var loader = new KernelLoader(work.name(), transformer);
        GuestClasses.connect(loader);
        return (Kernel) loader.loadClass(work.kernel().getName()).getDeclaredConstructor().newInstance();
    }

    /// How often the work fills a sample.
    private static int times(Kernel kernel) {
        int times = 1;
        while (true) {
            long begin = THREADS.getCurrentThreadCpuTime();
            kernel.run(times);
            if (THREADS.getCurrentThreadCpuTime() - begin > SAMPLE_NANOS) {
                return times;
            }
            times *= 2;
        }
    }

    private static void warm(Kernel plain, Kernel guarded, int times) {
        for (int i = 0; i < WARM_ROUNDS; i++) {
            nanos(plain, times);
            nanos(guarded, times);
        }
    }

    private static double[] best(Kernel plain, Kernel guarded, int times) {
        double[] best = {Double.MAX_VALUE, Double.MAX_VALUE};
        for (int i = 0; i < SAMPLES; i++) {
            best[0] = Math.min(best[0], nanos(plain, times));
            best[1] = Math.min(best[1], nanos(guarded, times));
        }
        return best;
    }

    private static double nanos(Kernel kernel, int times) {
        long begin = THREADS.getCurrentThreadCpuTime();
        long result = kernel.run(times);
        long nanos = THREADS.getCurrentThreadCpuTime() - begin;
        return result == Long.MIN_VALUE ? 0 : (double) nanos / times;
    }
}
