package dev.colonnade.engine.containment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colonnade.engine.plugin.TestJar;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeVerifierTest {

    private final CodeVerifier verifier = new CodeVerifier(AllowList.standard());

    private List<String> refusals(TestJar jar) {
        return verifier.verify(entries(jar), name -> true).refusals().kept().stream().map(Finding::toString).toList();
    }

    static Map<String, byte[]> entries(TestJar jar) {
        var entries = new LinkedHashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(jar.bytes()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return entries;
    }

    private static TestJar body(String statements) {
        return new TestJar().source("p.Leak", """
                package p;
                import java.util.*;
                import java.util.concurrent.*;
                import java.util.concurrent.locks.*;
                import java.util.function.*;
                import java.util.stream.*;
                public class Leak {
                    public Object run(Object in) throws Throwable {
                        %s
                    }
                }
                """.formatted(statements));
    }

    record Case(String statements, String found) {}

    static Stream<Case> whatIsRefused() {
        return Stream.of(
                new Case("new Thread(() -> {}).start(); return null;", "p.Leak.run:9 uses java.lang.Thread.<init>"),
                new Case("Supplier<Thread> s = Thread::new; return s;", "p.Leak.run:9 uses java.lang.Thread.<init>"),
                new Case("IntConsumer c = System::exit; return c;", "p.Leak.run:9 uses java.lang.System.exit"),
                new Case("System.exit(1); return null;", "p.Leak.run:9 uses java.lang.System.exit"),
                new Case("System.out.println(); return null;", "p.Leak.run:9 uses java.lang.System.out"
                        + " (PluginContext.trace is there for that)"),
                new Case("return System.getenv(\"HOME\");", "p.Leak.run:9 uses java.lang.System.getenv"),
                new Case("return Integer.getInteger(\"x\");", "p.Leak.run:9 uses java.lang.Integer.getInteger"),
                new Case("return Runtime.getRuntime().exec(new String[] {\"ls\"});",
                        "p.Leak.run:9 uses java.lang.Runtime.getRuntime"),
                new Case("return new ProcessBuilder(\"ls\").start();",
                        "p.Leak.run:9 uses java.lang.ProcessBuilder.<init>"),
                new Case("return new java.io.FileInputStream(\"/etc/passwd\");",
                        "p.Leak.run:9 uses java.io.FileInputStream.<init>"),
                new Case("return new java.io.PrintWriter(\"/tmp/x\");", "p.Leak.run:9 uses java.io.PrintWriter.<init>"),
                new Case("return new Formatter(\"/tmp/x\");", "p.Leak.run:9 uses java.util.Formatter.<init>"),
                new Case("return java.nio.file.Files.exists(java.nio.file.Path.of(\"/\"));",
                        "p.Leak.run:9 uses java.nio.file.Files.exists"),
                new Case("return new java.net.Socket(\"localhost\", 80);", "p.Leak.run:9 uses java.net.Socket.<init>"),
                new Case("return java.net.http.HttpClient.newHttpClient();",
                        "p.Leak.run:9 uses java.net.http.HttpClient.newHttpClient (PluginContext.http is there for that)"),
                new Case("return Class.forName(\"x\");", "p.Leak.run:9 uses java.lang.Class.forName"),
                new Case("return Leak.class.getDeclaredMethods();",
                        "p.Leak.run:9 uses java.lang.Class.getDeclaredMethods"),
                new Case("return Leak.class.getClassLoader();", "p.Leak.run:9 uses java.lang.Class.getClassLoader"),
                new Case("return java.lang.invoke.MethodHandles.lookup();",
                        "p.Leak.run:9 uses java.lang.invoke.MethodHandles.lookup"),
                new Case("return ServiceLoader.load(Runnable.class);",
                        "p.Leak.run:9 uses java.util.ServiceLoader.load"),
                new Case("return new Timer();", "p.Leak.run:9 uses java.util.Timer.<init>"),
                new Case("return Executors.newCachedThreadPool();",
                        "p.Leak.run:9 uses java.util.concurrent.Executors.newCachedThreadPool"),
                new Case("return CompletableFuture.supplyAsync(() -> 1);",
                        "p.Leak.run:9 uses java.util.concurrent.CompletableFuture.supplyAsync"),
                new Case("return new CompletableFuture<String>().join();",
                        "p.Leak.run:9 uses java.util.concurrent.CompletableFuture.join"),
                new Case("new ReentrantLock().lock(); return null;",
                        "p.Leak.run:9 uses java.util.concurrent.locks.ReentrantLock.lock (lockInterruptibly is allowed)"),
                new Case("return new ArrayList<String>().parallelStream().count();",
                        "p.Leak.run:9 uses java.util.ArrayList.parallelStream (stream is allowed)"),
                new Case("return Stream.of(1).parallel().count();",
                        "p.Leak.run:9 uses java.util.stream.Stream.parallel (sequential is allowed)"),
                new Case("Arrays.parallelSort(new int[1]); return null;",
                        "p.Leak.run:9 uses java.util.Arrays.parallelSort"),
                new Case("Locale.setDefault(Locale.ROOT); return null;",
                        "p.Leak.run:9 uses java.util.Locale.setDefault"),
                new Case("TimeZone.setDefault(null); return null;", "p.Leak.run:9 uses java.util.TimeZone.setDefault"),
                new Case("Thread.currentThread().setName(\"x\"); return null;",
                        "p.Leak.run:9 uses java.lang.Thread.setName"),
                new Case("return java.nio.ByteBuffer.allocateDirect(1);",
                        "p.Leak.run:9 uses java.nio.ByteBuffer.allocateDirect"),
                new Case("new Exception().printStackTrace(); return null;",
                        "p.Leak.run:9 uses java.lang.Exception.printStackTrace"),
                new Case("return new Scanner(\"a\").useDelimiter(\"(a+)+b\").next();",
                        "p.Leak.run:9 uses java.util.Scanner.useDelimiter (Pattern and String.split are there for that)"),
                new Case("return new Scanner(\"a\").findInLine(\"(a+)+b\");",
                        "p.Leak.run:9 uses java.util.Scanner.findInLine"),
                new Case("return new Scanner(\"a\").next(\"(a+)+b\");", "p.Leak.run:9 uses java.util.Scanner.next"),
                new Case("return new Scanner(\"a\").hasNext(java.util.regex.Pattern.compile(\"a\"));",
                        "p.Leak.run:9 uses java.util.Scanner.hasNext"),
                new Case("java.util.function.BiFunction<Scanner, String, Object> f = Scanner::findAll; return f;",
                        "p.Leak.run:9 uses java.util.Scanner.findAll"),
                new Case("return Runtime.class;", "p.Leak.run:9 uses java.lang.Runtime"),
                new Case("return (java.io.File) in;", "p.Leak.run:9 uses java.io.File"),
                new Case("return in instanceof java.sql.Connection;", "p.Leak.run:9 uses java.sql.Connection"),
                new Case("return new java.io.File[2];", "p.Leak.run:9 uses java.io.File"),
                new Case(
                        "try { return in.toString(); } catch (java.nio.file.FileSystemNotFoundException e) { return 1; }",
                        "p.Leak.run uses java.nio.file.FileSystemNotFoundException"));
    }

    @ParameterizedTest
    @MethodSource
    void whatIsRefused(Case each) {
        List<String> found = refusals(body(each.statements()));

        assertThat(found).anySatisfy(text -> assertThat(text).startsWith(each.found()));
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "return List.of(1, 2).stream().map(i -> i + 1).collect(Collectors.toList());",
            "return String.format(\"%s\", in) + in + 1;",
            "return switch (in) { case String s when s.isEmpty() -> 1; case TimeUnit u -> u.name(); default -> 2; };",
            "return switch (TimeUnit.DAYS) { case DAYS -> 1; case HOURS -> 2; default -> 3; };",
            "record R(int a, String b) {} return new R(1, \"x\").toString() + new R(1, \"x\").equals(in);",
            "Comparator<String> c = (Comparator<String> & java.io.Serializable) (a, b) -> a.compareTo(b); return c;",
            "assert in != null; return java.security.MessageDigest.getInstance(\"SHA-256\").digest();",
            "Thread.sleep(1); synchronized (this) { wait(1); } return Thread.currentThread().getName();",
            "return new java.io.StringWriter().append(new java.math.BigDecimal(\"1\").toString());",
            "return StreamSupport.stream(List.of(1).spliterator(), true).count();",
            "return Leak.class.getResourceAsStream(\"x\");",
            "try (var r = new Scanner(\"1 2\")) { return r.nextInt(); }",
            "try (var r = new Scanner(\"1 2\")) { return r.hasNext() ? r.next() + r.nextLine() : r.tokens(); }",
            "var l = new ReentrantLock(); if (l.tryLock(1, TimeUnit.SECONDS)) { l.unlock(); } return null;",
            "int[] a = {1}; return a.clone();", "return new ThreadLocal<String>().get();"})
    void whatIsAllowed(String statements) {
        assertThat(refusals(body(statements))).isEmpty();
    }

    @Test
    void allFindingsAreToldAtOnceWithTheirLines() {
        var jar = new TestJar().source("p.One", """
                package p;
                public class One {
                    static final String HOME = System.getProperty("user.home");
                    void run() {
                        System.gc();
                        new Thread().start();
                    }
                }
                """).source("p.Two", """
                package p;
                public class Two extends Thread {
                    protected void finalize() {}
                    native int call();
                }
                """);

        assertThat(refusals(jar)).containsExactlyInAnyOrder(
                "p.One.<clinit>:3 uses java.lang.System.getProperty (a step's configuration is there for that)",
                "p.One.run:5 uses java.lang.System.gc",
                "p.One.run:6 uses java.lang.Thread.<init>",
                "p.One.run:6 uses java.lang.Thread.start",
                "p.Two extends java.lang.Thread", "p.Two.<init>:2 uses java.lang.Thread.<init>",
                "p.Two.finalize is a finalizer", "p.Two.call is a native method");
    }

    @Test
    void aCallInTheNameOfASubclassIsFound() {
        var jar = new TestJar().source("p.Mine", """
                package p;
                public class Mine extends java.util.concurrent.locks.ReentrantLock {}
                """).source("p.Mine2", "package p; public class Mine2 extends Mine {}").source("p.User", """
                package p;
                public class User {
                    void run(Mine2 mine) {
                        mine.lock();
                    }
                }
                """);

        assertThat(refusals(jar)).singleElement().asString()
                .startsWith("p.User.run:4 uses p.Mine2.lock");
    }

    @Test
    void anInterfaceGivesARefusedMethodNoOtherName() {
        var jar = new TestJar().source("p.Waits", "package p; public interface Waits { void lock(); }")
                .source("p.Mine", """
                        package p;
                        public class Mine extends java.util.concurrent.locks.ReentrantLock implements Waits {}
                        """);

        assertThat(refusals(jar)).containsExactly(
                "p.Mine offers java.util.concurrent.locks.ReentrantLock.lock through an interface");
    }

    @Test
    void mentionsInSignaturesDoNotCount() {
        var jar = new TestJar().source("p.Mention", """
                package p;
                public class Mention {
                    private java.io.File file;
                    java.lang.reflect.Method find(java.sql.Connection connection, Thread thread) { return null; }
                }
                """);

        assertThat(refusals(jar)).isEmpty();
    }

    @Test
    void theServersClassesAreOutOfReach() {
        var jar = new TestJar().source("p.Host", """
                package p;
                public class Host {
                    Object limits() {
                        return dev.colonnade.engine.Limits.DEFAULT;
                    }
                }
                """);

        assertThat(refusals(jar)).containsExactly("p.Host.limits:4 uses dev.colonnade.engine.Limits.DEFAULT");
    }

    @Test
    void manyFindingsAreCountedAndNotAllWrittenOut() {
        var findings = new Findings();
        for (int i = 0; i < Findings.KEPT_MAX + 10; i++) {
            findings.add(Finding.of("C" + i, "is wrong"));
        }

        assertThat(findings.text(2, "; ")).isEqualTo("C0 is wrong; C1 is wrong; and 1008 more");
        assertThat(findings.kept()).hasSize(Findings.KEPT_MAX);
    }
}
