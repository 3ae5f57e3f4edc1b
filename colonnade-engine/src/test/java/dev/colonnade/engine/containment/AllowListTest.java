package dev.colonnade.engine.containment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowListTest {

    private final AllowList list = AllowList.standard();

    @ParameterizedTest
    @CsvSource(textBlock = """
            java/util/HashMap,                       true
            java/time/Instant,                       true
            java/util/Map$Entry,                     true
            java/net/URI,                            true
            java/lang/RuntimeException,              true
            java/lang/reflect/InvocationTargetException, true
            java/util/concurrent/ConcurrentHashMap,  true
            javax/crypto/Mac,                        true
            java/lang/Runtime,                       false
            java/lang/Runtime$Version,               false
            java/io/File,                            false
            java/net/Socket,                         false
            java/net/http/HttpClient,                false
            java/lang/reflect/Method,                false
            java/lang/invoke/MethodHandle,           false
            java/sql/Driver,                         false
            java/lang/ProcessBuilder$Redirect,       false
            java/util/logging/Logger,                false
            java/util/ServiceLoader,                 false
            java/util/concurrent/Executors,          false
            sun/misc/Unsafe,                         false
            """)
    void classesAreAllowedOrNot(String name, boolean allowed) {
        assertThat(list.allows(name)).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            java/lang/System                     | nanoTime            | ()J                                          | true
            java/lang/System                     | exit                | (I)V                                         | false
            java/lang/System                     | out                 | Ljava/io/PrintStream;                        | false
            java/lang/Class                      | getName             | ()Ljava/lang/String;                         | true
            java/lang/Class                      | hashCode            | ()I                                          | true
            java/lang/Class                      | forName             | (Ljava/lang/String;)Ljava/lang/Class;        | false
            java/util/Locale                     | setDefault          | (Ljava/util/Locale;)V                        | false
            java/util/Locale                     | getDefault          | ()Ljava/util/Locale;                         | true
            java/util/SimpleTimeZone             | setDefault          | (Ljava/util/TimeZone;)V                      | false
            java/util/ArrayList                  | parallelStream      | ()Ljava/util/stream/Stream;                  | false
            java/util/stream/IntStream           | parallel            | ()Ljava/util/stream/IntStream;               | false
            java/util/Arrays                     | parallelSort        | ([I)V                                        | false
            java/util/Arrays                     | sort                | ([I)V                                        | true
            java/util/concurrent/CompletableFuture | supplyAsync       | (Ljava/util/function/Supplier;)Ljava/util/concurrent/CompletableFuture; | false
            java/util/concurrent/CompletableFuture | join              | ()Ljava/lang/Object;                         | false
            java/util/concurrent/locks/ReentrantLock | lock            | ()V                                          | false
            java/util/concurrent/locks/ReentrantLock | lockInterruptibly | ()V                                        | true
            java/util/concurrent/ConcurrentHashMap | forEach           | (JLjava/util/function/BiConsumer;)V          | false
            java/util/concurrent/ConcurrentHashMap | forEach           | (Ljava/util/function/BiConsumer;)V           | true
            java/io/PrintWriter                  | <init>              | (Ljava/lang/String;)V                        | false
            java/io/PrintWriter                  | <init>              | (Ljava/io/Writer;)V                          | true
            java/util/Scanner                    | <init>              | (Ljava/io/File;)V                            | false
            java/util/Scanner                    | <init>              | (Ljava/lang/String;)V                        | true
            java/net/URI                         | toURL               | ()Ljava/net/URL;                             | false
            java/lang/Integer                    | parseInt            | (Ljava/lang/String;)I                        | true
            java/lang/Integer                    | getInteger          | (Ljava/lang/String;)Ljava/lang/Integer;      | false
            java/lang/IllegalStateException      | printStackTrace     | ()V                                          | false
            java/lang/Thread                     | sleep               | (J)V                                         | true
            java/io/File                         | separatorChar       | C                                            | true
            java/io/File                         | <init>              | (Ljava/lang/String;)V                        | false
            java/lang/Thread                     | start               | ()V                                          | false
            java/nio/ByteBuffer                  | allocateDirect      | (I)Ljava/nio/ByteBuffer;                     | false
            """)
    void membersAreAllowedOrNot(String owner, String name, String descriptor, boolean allowed) {
        assertThat(list.rule(owner, name, descriptor) instanceof Ruling.Allowed).isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({"java/lang/Thread,false", "java/lang/Object,true", "java/io/Writer,true", "java/lang/ClassLoader,false",
            "java/util/concurrent/locks/ReentrantLock,true", "java/util/TimerTask,false"})
    void someClassesMayNotBeExtended(String name, boolean allowed) {
        assertThat(list.allowsSubclasses(name)).isEqualTo(allowed);
    }
}
