package dev.colonnade.engine.containment;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.classfile.ClassFile;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each method of the JDK that the list sends to [PluginCalls] has its counterpart there, with the same signature.
class PluginCallsTest {

    private final AllowList list = AllowList.standard();

    static Stream<Class<?>> classesWithRedirectedMethods() {
        return Stream.of(System.class, Class.class, Thread.class, Throwable.class, Boolean.class, Integer.class,
                Long.class, java.util.stream.StreamSupport.class);
    }

    @ParameterizedTest
    @MethodSource("classesWithRedirectedMethods")
    void everyRedirectedMethodHasItsCounterpart(Class<?> type) {
        String owner = type.getName().replace('.', '/');
        Set<String> counterparts = Arrays.stream(PluginCalls.class.getDeclaredMethods())
                .map(method -> method.getName() + descriptor(method)).collect(Collectors.toSet());

        List<String> redirected = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .filter(method -> list.rule(owner, method.getName(),
                        descriptor(method)) instanceof Ruling.Answered
                        || list.rule(owner, method.getName(), descriptor(method)) instanceof Ruling.Through)
                .map(method -> method.getName() + (Modifier.isStatic(method.getModifiers())
                        ? descriptor(method)
                        : "(L" + owner + ";" + descriptor(method).substring(1)))
                .toList();

        assertThat(redirected).isNotEmpty().isSubsetOf(counterparts);
    }

    private static String descriptor(java.lang.reflect.Method method) {
        return java.lang.invoke.MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .toMethodDescriptorString();
    }

    @Test
    void resourcesOfTheServerAreOutOfReach() {
        assertThat(PluginCalls.getResourceAsStream(AllowList.class, "allowed.txt")).isNull();
        assertThat(PluginCalls.getResourceAsStream(ClassFile.class, "ClassFile.class")).isNull();
    }

    @Test
    void onlyTheOwnThreadCanBeInterrupted() throws InterruptedException {
        Thread other = Thread.ofPlatform().unstarted(() -> {});

        PluginCalls.interrupt(other);
        PluginCalls.interrupt(Thread.currentThread());

        assertThat(other.isInterrupted()).isFalse();
        assertThat(Thread.interrupted()).isTrue();
    }
}
