package dev.colonnade.engine.containment;

import dev.colonnade.engine.plugin.TestJar;
import java.util.ArrayList;
import java.util.List;

/// Plug-ins that misbehave, each with the outcome that it must have.
final class HostilePlugins {

    /// What becomes of a call.
    enum Outcome {
        /// Stopped at its time.
        TIME,
        /// Stopped at its memory.
        MEMORY,
        /// Fails by a crash of its own: stack or heap.
        CRASH,
        /// Fails by an exception of its own.
        EXCEPTION,
        /// Refuses the operation, as a plug-in may.
        REFUSAL,
        /// Cannot be ended, so its thread is given up.
        ABANDONED,
        /// Its code is refused at registration.
        REFUSED
    }

    /// @param id name of the class and of the custom API
    record Case(String id, String name, Outcome outcome, String members, String body) {

        @Override
        public String toString() {
            return name + ": " + outcome;
        }

        String source() {
            return """
                    package t;
                    import dev.colonnade.sdk.*;
                    import dev.colonnade.sdk.plugin.*;
                    import dev.colonnade.sdk.query.*;
                    import java.math.*;
                    import java.time.*;
                    import java.util.*;
                    import java.util.concurrent.*;
                    import java.util.concurrent.locks.*;
                    import java.util.function.*;
                    import java.util.regex.*;
                    import java.util.stream.*;
                    @CustomApi(uniqueName = "sample_%s")
                    public final class %s implements Plugin {
                        static int sink;
                        static volatile boolean never;
                        static final String EVIL = "(a|aa)+\\\\1?b";
                        static final String TEXT = "a".repeat(200);
                        static int down(int depth) { return down(depth + 1) + 1; }
                        %s
                        @Override
                        public void execute(PluginContext context) {
                            %s
                        }
                    }
                    """.formatted(id, id, members, body);
        }
    }

    private final List<Case> cases = new ArrayList<>();

    private HostilePlugins() {}

    static List<Case> all() {
        var plugins = new HostilePlugins();
        plugins.loops();
        plugins.recursion();
        plugins.handlers();
        plugins.classFiles();
        plugins.waits();
        plugins.callbacks();
        plugins.regularExpressions();
        plugins.memory();
        plugins.arithmetic();
        plugins.errors();
        plugins.services();
        plugins.withoutEnd();
        plugins.refused();
        return List.copyOf(plugins.cases);
    }

    /// One jar with those whose code can be loaded again after they were stopped.
    static byte[] jar(List<Case> chosen) {
        var jar = new TestJar();
        chosen.forEach(each -> jar.source("t." + each.id(), each.source()));
        HandMade.all().forEach((name, shape) -> {
            if (chosen.stream().anyMatch(each -> each.body().contains("raw." + name))) {
                jar.source("raw." + name,
                        "package raw; public final class " + name + " { public static void run() {} }");
                jar.entry("raw/" + name + ".class", shape.build("raw." + name));
            }
        });
        return jar.bytes();
    }

    private void add(Outcome outcome, String id, String name, String body) {
        add(outcome, id, name, "", body);
    }

    private void add(Outcome outcome, String id, String name, String members, String body) {
        cases.add(new Case(id, name, outcome, members, body));
    }

    private void loops() {
        add(Outcome.TIME, "EmptyLoop", "an empty loop", "while (true) {}");
        add(Outcome.TIME, "CountedLoops", "counted loops in counted loops",
                """
                        for (int i = 0; i >= 0; i++) {
                            for (int j = 0; j < Integer.MAX_VALUE; j++) { for (int k = 0; k < Integer.MAX_VALUE; k++) { sink += k ^ j; } }
                        }""");
        add(Outcome.TIME, "DoWhile", "a loop with its condition at the end", "do { sink++; } while (!never);");
        add(Outcome.TIME, "Labelled", "loops left and entered by labels", """
                outer: while (true) { for (int i = 0; ; i++) { if (i % 3 == 2) { continue outer; } } }""");
        add(Outcome.TIME, "SwitchLoop", "a loop through a switch",
                """
                        int state = 0;
                        while (true) { switch (state) { case 0: state = 1; continue; case 1: state = 2; break; default: state = 0; continue; } }""");
        add(Outcome.TIME, "LongLoop", "arithmetic over long numbers",
                "for (long n = 1; n != 0; n = (n * 31 + 7) | 1) { sink = (int) n; }");
        add(Outcome.TIME, "StringLoop", "texts that are made and thrown away",
                "while (true) { sink += (\"x\" + sink).hashCode(); }");
        add(Outcome.TIME, "PatternLoop", "records, patterns and lambdas",
                "sealed interface Shape permits Dot, Line {} record Dot(int x) implements Shape {} record Line(int a, int b) implements Shape {}",
                """
                        Supplier<Shape> next = () -> sink % 2 == 0 ? new Dot(sink++) : new Line(sink++, 1);
                        while (true) { sink += switch (next.get()) { case Dot(int x) -> x; case Line(int a, int b) -> a + b; }; }""");
        add(Outcome.TIME, "Constructor", "a constructor that does not return",
                "public Constructor() { while (!never) {} }", "");
        add(Outcome.TIME, "Initialiser", "a static initialiser that does not return",
                "static class Never { static final int VALUE; static { while (!never) {} VALUE = 1; } }",
                "sink = Never.VALUE;");
    }

    private void recursion() {
        add(Outcome.CRASH, "Recursion", "recursion without end", "down(0);");
        add(Outcome.TIME, "RecursionCaught", "recursion, tried again in catch",
                "static void again() { try { again(); } catch (Throwable t) { again(); } }", "again();");
        add(Outcome.TIME, "RecursionFinally", "recursion, tried again in finally",
                "static void again() { try { again(); } finally { again(); } }", "again();");
        add(Outcome.TIME, "RecursionLoop", "recursion, tried again in a loop",
                "while (true) { try { down(0); } catch (StackOverflowError e) { sink++; } }");
        add(Outcome.CRASH, "Poison", "classes of the JDK used for the first time at the end of the stack",
                """
                        static void fall() {
                            try { fall(); } finally {
                                if (sink++ < 100) try {
                                    sink += new BigDecimal("1.5").pow(3).intValue();
                                    sink += java.time.format.DateTimeFormatter.ISO_DATE_TIME.format(LocalDateTime.of(2026, 1, 1, 0, 0)).length();
                                    sink += new Scanner("1 2").nextInt() + String.format("%5.2f", 1.0).length() + new Random(1).nextInt();
                                } catch (StackOverflowError e) { sink++; }
                            }
                        }""",
                "sink = 0; fall();");
        add(Outcome.CRASH, "ServiceAtTheEnd", "service calls at the end of the stack", """
                static void fall(OrganizationService service) {
                    try { fall(service); } finally {
                        if (sink++ < 300) {
                            try { service.retrieveMultiple(new QueryExpression("account").columns("name")); }
                            catch (StackOverflowError e) { sink++; }
                        }
                    }
                }""", "sink = 0; fall(context.systemService());");
    }

    private void handlers() {
        add(Outcome.TIME, "CatchInside", "a loop that catches everything in each round",
                "while (true) { try { sink++; } catch (Throwable t) { sink--; } }");
        add(Outcome.TIME, "CatchAround", "a loop within a handler of everything, tried again", """
                while (true) { try { while (!never) { sink++; } } catch (Throwable t) { sink--; } }""");
        add(Outcome.TIME, "CatchDeep", "five hundred frames, each with a handler and a finally that loop", """
                static void deep(int depth) {
                    try { if (depth > 0) { deep(depth - 1); } while (!never) { sink++; } }
                    catch (Throwable t) { while (!never) { sink++; } }
                    finally { while (!never) { sink++; } }
                }""", "deep(500);");
        add(Outcome.TIME, "FinallyLoop", "a finally that loops",
                "try { while (!never) {} } finally { while (!never) { sink++; } }");
        add(Outcome.TIME, "FinallyReturns", "a finally that swallows in a loop",
                "@SuppressWarnings(\"finally\") static void swallow() { try { throw new IllegalStateException(); } finally { return; } }",
                "while (true) { swallow(); }");
        add(Outcome.TIME, "Synchronized", "a loop that holds a monitor",
                "synchronized (TEXT) { while (!never) { sink++; } }");
        add(Outcome.TIME, "SynchronizedMethod", "a loop in a synchronized method",
                "static synchronized void hold() { while (!never) { sink++; } }", "hold();");
        add(Outcome.TIME, "SynchronizedNested", "loops in handlers around and within monitors",
                """
                        synchronized (TEXT) { try { synchronized (EVIL) { while (!never) { sink++; } } } catch (Throwable t) { while (!never) { sink++; } } }""");
        add(Outcome.TIME, "ThrowLoop", "exceptions thrown and caught for ever",
                "while (true) { try { throw new IllegalStateException(\"x\" + sink++); } catch (IllegalStateException e) { sink--; } }");
    }

    private void classFiles() {
        add(Outcome.TIME, "SelfCovering", "by hand: a handler that covers itself", "raw.SelfCovering.run();");
        add(Outcome.TIME, "ThrowsToEarlier", "by hand: a loop by exceptions alone", "raw.ThrowsToEarlier.run();");
        add(Outcome.EXCEPTION, "MonitorNotHeld", "by hand: an end of a monitor that covers itself",
                "raw.MonitorNotHeld.run();");
        add(Outcome.EXCEPTION, "MonitorCircle", "by hand: two ends of monitors that lead into each other",
                "raw.MonitorCircle.run();");
    }

    private void waits() {
        add(Outcome.TIME, "Sleep", "sleep, again after each interrupt",
                "while (true) { try { Thread.sleep(60_000); } catch (InterruptedException e) { sink++; } }");
        add(Outcome.TIME, "Wait", "waiting on a monitor, again after each interrupt",
                """
                        Object lock = new Object();
                        while (true) { synchronized (lock) { try { lock.wait(); } catch (InterruptedException e) { sink++; } } }""");
        add(Outcome.TIME, "Park", "parking in a loop", "while (true) { LockSupport.park(); }");
        add(Outcome.TIME, "Latch", "a latch that nobody opens",
                "var latch = new CountDownLatch(1); while (true) { try { latch.await(); } catch (InterruptedException e) { sink++; } }");
        add(Outcome.TIME, "EmptyQueue", "a queue that nobody fills",
                "var queue = new LinkedBlockingQueue<String>(); while (true) { try { queue.take(); } catch (InterruptedException e) { sink++; } }");
        add(Outcome.TIME, "Permits", "a semaphore without permits",
                "var permits = new Semaphore(0); while (true) { try { permits.acquire(); } catch (InterruptedException e) { sink++; } }");
        add(Outcome.TIME, "TryLock", "a lock that is tried for ever",
                "var lock = new ReentrantLock(); var other = lock.newCondition(); while (true) { try { lock.lockInterruptibly(); other.await(); } catch (InterruptedException e) { sink++; } }");
    }

    private void callbacks() {
        add(Outcome.TIME, "Collisions", "keys that all collide, compared for ever",
                "record Key(int n) { public int hashCode() { return 1; } public boolean equals(Object o) { while (!never) { sink++; } return false; } }",
                "var map = new HashMap<Key, Key>(); map.put(new Key(1), new Key(1)); map.put(new Key(2), new Key(2));");
        add(Outcome.TIME, "LeafLambda", "an endless stream of the JDK with a lambda without loops",
                "sink = Stream.iterate(1, x -> x > 5 ? 1 : x + 1).anyMatch(x -> x < 0) ? 1 : 0;");
        add(Outcome.TIME, "Generated", "an endless sum", "sink = (int) LongStream.generate(() -> 1L).sum();");
        add(Outcome.TIME, "LoopingComparator", "a comparator that does not return",
                "new ArrayList<>(List.of(3, 1, 2)).sort((a, b) -> { while (!never) { sink++; } return 0; });");
        add(Outcome.TIME, "EndlessIterator", "a collection without end, counted by the JDK", """
                Iterable<Integer> endless = () -> new Iterator<>() {
                    public boolean hasNext() { return true; } public Integer next() { return 1; } };
                sink = (int) StreamSupport.stream(endless.spliterator(), false).count();
                sink = (int) StreamSupport.stream(endless.spliterator(), false).filter(x -> x > 1).count();""");
        add(Outcome.TIME, "ToString", "an exception whose text does not end",
                "static class Endless extends RuntimeException { public String getMessage() { while (!never) { sink++; } return \"\"; } public String toString() { return getMessage(); } }",
                "throw new Endless();");
        add(Outcome.TIME, "StackOfException", "an exception whose stack does not end",
                "static class Endless extends RuntimeException { public StackTraceElement[] getStackTrace() { while (!never) { sink++; } return null; } }",
                "throw new Endless();");
        add(Outcome.TIME, "TraceArgument", "a traced object whose text does not end",
                "static class Endless { public String toString() { while (!never) { sink++; } return \"\"; } }",
                "context.trace(\"value {}\", new Endless());");
    }

    private void regularExpressions() {
        add(Outcome.TIME, "RegexMatcher", "a matcher that backtracks for ever",
                "sink = Pattern.compile(EVIL).matcher(TEXT).matches() ? 1 : 0;");
        add(Outcome.TIME, "RegexString", "String.matches", "sink = TEXT.matches(EVIL) ? 1 : 0;");
        add(Outcome.TIME, "RegexStatic", "Pattern.matches", "sink = Pattern.matches(EVIL, TEXT) ? 1 : 0;");
        add(Outcome.TIME, "RegexReference", "Pattern::matcher as a reference",
                "BiFunction<Pattern, CharSequence, Matcher> matcher = Pattern::matcher; sink = matcher.apply(Pattern.compile(EVIL), TEXT).matches() ? 1 : 0;");
        add(Outcome.TIME, "RegexBound", "a bound reference to a pattern's method",
                "Function<CharSequence, Matcher> matcher = Pattern.compile(EVIL)::matcher; sink = matcher.apply(TEXT).matches() ? 1 : 0;");
        add(Outcome.TIME, "RegexSplit", "String.split",
                "sink = TEXT.split(EVIL + \"|x\").length + TEXT.split(EVIL).length;");
        add(Outcome.TIME, "RegexReplace", "String.replaceAll", "sink = TEXT.replaceAll(EVIL, \"\").length();");
        add(Outcome.TIME, "RegexReset", "a matcher that is given another text",
                "var matcher = Pattern.compile(EVIL).matcher(\"b\"); matcher.reset(TEXT); sink = matcher.matches() ? 1 : 0;");
        add(Outcome.TIME, "RegexPredicate", "a pattern as a predicate",
                "sink = (int) Stream.of(TEXT).filter(Pattern.compile(EVIL).asMatchPredicate()).count();");
    }

    private void memory() {
        add(Outcome.MEMORY, "BigArrays", "the largest array, again and again",
                "while (true) { byte[] all = new byte[Integer.MAX_VALUE - 8]; sink += all.length; }");
        add(Outcome.MEMORY, "BigArraysCaught", "the largest array, caught and tried again",
                "while (true) { try { long[] all = new long[Integer.MAX_VALUE - 8]; sink += all.length; } catch (Throwable t) { sink--; } }");
        add(Outcome.MEMORY, "Matrix", "an array of arrays of arrays",
                "int[][][] all = new int[1000][1000][1000]; sink = all.length;");
        add(Outcome.MEMORY, "GrowingList", "a list that grows",
                "var list = new ArrayList<long[]>(); while (true) { list.add(new long[1000]); }");
        add(Outcome.MEMORY, "GrowingText", "a text that grows",
                "var text = new StringBuilder(); while (true) { text.append(\"0123456789\"); }");
        add(Outcome.MEMORY, "Repeat", "a text repeated without measure",
                "while (true) { sink += \"0123456789\".repeat(50_000_000).length(); }");
        add(Outcome.MEMORY, "RepeatReference", "String::repeat as a reference",
                "BiFunction<String, Integer, String> repeat = String::repeat; sink = repeat.apply(\"0123456789\", 200_000_000).length();");
        add(Outcome.MEMORY, "Garbage", "garbage without end", "while (true) { sink += new byte[100_000].length; }");
    }

    private void arithmetic() {
        add(Outcome.EXCEPTION, "Power", "a power of millions of digits",
                "sink = BigInteger.TEN.pow(200_000_000).bitLength();");
        add(Outcome.EXCEPTION, "PowerReference", "BigInteger::pow as a reference",
                "BiFunction<BigInteger, Integer, BigInteger> pow = BigInteger::pow; sink = pow.apply(BigInteger.TEN, 200_000_000).bitLength();");
        add(Outcome.EXCEPTION, "ModularPower", "a modular power of huge numbers",
                "BigInteger n = BigInteger.ONE.shiftLeft(400_000).subtract(BigInteger.ONE); sink = n.modPow(n, n.subtract(BigInteger.TWO)).bitLength();");
        add(Outcome.EXCEPTION, "Decimals", "a decimal with a billion digits",
                "sink = new BigDecimal(\"1e1000000000\").add(BigDecimal.ONE).precision();");
        add(Outcome.EXCEPTION, "Squares", "squares of squares",
                "BigInteger n = BigInteger.ONE.shiftLeft(200_000); while (true) { n = n.multiply(n); }");
    }

    private void errors() {
        add(Outcome.CRASH, "ThrowsOverflow", "throws a stack overflow", "throw new StackOverflowError(\"made up\");");
        add(Outcome.CRASH, "ThrowsOutOfMemory", "throws out of memory", "throw new OutOfMemoryError(\"made up\");");
        add(Outcome.EXCEPTION, "ThrowsLinkage", "throws a linkage error", "throw new NoSuchMethodError(\"made up\");");
        add(Outcome.EXCEPTION, "ThrowsAssertion", "throws an assertion", "throw new AssertionError(\"made up\");");
        add(Outcome.EXCEPTION, "ThrowsOwnError", "throws an error of its own",
                "static class Own extends Error {}", "throw new Own();");
        add(Outcome.EXCEPTION, "ThrowsChecked", "throws a checked exception past the compiler",
                "@SuppressWarnings(\"unchecked\") static <T extends Throwable> void sneak(Throwable t) throws T { throw (T) t; }",
                "ThrowsChecked.<RuntimeException>sneak(new Exception(\"checked\"));");
        add(Outcome.EXCEPTION, "ThrowsNull", "throws null", "RuntimeException nothing = null; throw nothing;");
        add(Outcome.EXCEPTION, "ThrowsCircle", "throws an exception that is its own cause",
                "static class Circle extends RuntimeException { public synchronized Throwable getCause() { return this; } }",
                "throw new Circle();");
        add(Outcome.EXCEPTION, "ThrowsBroken", "throws an exception whose methods throw",
                "static class Broken extends RuntimeException { public String getMessage() { throw this; } public String toString() { throw this; } public StackTraceElement[] getStackTrace() { throw this; } }",
                "throw new Broken();");
        add(Outcome.EXCEPTION, "BrokenInitialiser", "a static initialiser that throws",
                "static class Bad { static final int VALUE = Integer.parseInt(\"x\"); }", "sink = Bad.VALUE;");
        add(Outcome.REFUSAL, "RefusesWithCause", "refuses with an exception of its own as the cause",
                "static class Own extends RuntimeException { Own() { super(\"own\"); } }",
                "throw new InvalidPluginExecutionException(\"no\", new Own());");
    }

    private void services() {
        add(Outcome.TIME, "ServiceLoop", "service calls without end",
                "while (true) { context.systemService().execute(new OrganizationRequest(\"WhoAmI\")); }");
        add(Outcome.TIME, "QueryLoop", "queries without end",
                "while (true) { try { context.systemService().retrieveMultiple(new QueryExpression(\"account\").columns(\"name\")); } catch (Throwable t) { sink++; } }");
        add(Outcome.TIME, "Nested", "calls another one that does not return",
                "context.systemService().execute(new OrganizationRequest(\"sample_EmptyLoop\"));");
        add(Outcome.TIME, "NestedCaught", "calls another one that does not return, and goes on", """
                try { context.systemService().execute(new OrganizationRequest("sample_EmptyLoop")); }
                catch (Throwable t) { while (!never) { sink++; } }""");
        add(Outcome.TIME, "WritesAndLoops", "writes a row and does not return", """
                context.systemService().create(new Entity("account").set("name", "half done"));
                while (true) {}""");
        add(Outcome.TIME, "InterruptsItself", "waits with an interrupt set, in a service call too",
                """
                        while (true) { LockSupport.parkNanos(1000); context.systemService().execute(new OrganizationRequest("WhoAmI")); }""");
    }

    private void withoutEnd() {
        // These end by themselves after some seconds, so that the test leaves nothing behind.
        add(Outcome.ABANDONED, "JdkOnly", "an endless stream of method references to the JDK",
                "sink = (int) Stream.generate(Instant::now).takeWhile(Instant.now().plusSeconds(6)::isAfter).count();");
        add(Outcome.ABANDONED, "MonitorOfAnother", "a monitor that a thread without end holds",
                """
                        synchronized (TEXT) { sink = (int) Stream.generate(Instant::now).takeWhile(Instant.now().plusSeconds(6)::isAfter).count(); }""");
        add(Outcome.ABANDONED, "JdkOnlyCaught", "the same with a handler of everything around",
                """
                        try { sink = (int) Stream.generate(Instant::now).takeWhile(Instant.now().plusSeconds(6)::isAfter).count(); }
                        catch (Throwable t) { while (!never) { sink++; } }""");
    }

    private void refused() {
        add(Outcome.REFUSED, "Subroutine", "by hand: a way back through a subroutine",
                "raw.ReturnsToSubroutine.run();");
        add(Outcome.REFUSED, "Parallel", "a parallel stream", "sink = (int) List.of(1, 2).parallelStream().count();");
        add(Outcome.REFUSED, "Locks", "a lock that cannot be interrupted", "new ReentrantLock().lock();");
        add(Outcome.REFUSED, "Joins", "a future that is waited for", "new CompletableFuture<String>().join();");
        add(Outcome.REFUSED, "Starts", "a thread", "new Thread(() -> {}).start();");
        add(Outcome.REFUSED, "Exits", "an end of the server", "System.exit(1);");
        add(Outcome.REFUSED, "Halts", "an end without ceremony", "Runtime.getRuntime().halt(1);");
        add(Outcome.REFUSED, "Executes", "a process",
                "try { new ProcessBuilder(\"true\").start(); } catch (java.io.IOException e) { sink++; }");
        add(Outcome.REFUSED, "Reads", "a file", "sink = new java.io.File(\"/etc/passwd\").exists() ? 1 : 0;");
        add(Outcome.REFUSED, "Reflects", "reflection by name",
                "try { sink = Class.forName(\"java.lang.Runtime\").hashCode(); } catch (ClassNotFoundException e) { sink++; }");
        add(Outcome.REFUSED, "Finalizes", "a finalizer",
                "static class Last { @Override @SuppressWarnings(\"removal\") protected void finalize() { while (!never) {} } }",
                "new Last();");
        add(Outcome.REFUSED, "NamesTheServer", "the server's own checks",
                "dev.colonnade.engine.containment.guest.Check.raise(false);");
    }
}
