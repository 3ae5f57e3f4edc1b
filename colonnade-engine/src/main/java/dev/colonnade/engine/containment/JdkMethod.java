package dev.colonnade.engine.containment;

import dev.colonnade.engine.containment.guest.InsteadOf;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;

/// A method of the JDK, as class files name it.
///
/// @param owner internal name of the class
/// @param descriptor types of its parameters and its result
record JdkMethod(String owner, String name, String descriptor) {

    /// The method that one of ours replaces.
    static JdkMethod of(Method ours, InsteadOf replaced) {
        MethodType type = MethodType.methodType(ours.getReturnType(), ours.getParameterTypes());
        MethodType original = replaced.isStatic() ? type : type.dropParameterTypes(0, 1);
        return new JdkMethod(replaced.value().getName().replace('.', '/'), ours.getName(), original
                .toMethodDescriptorString());
    }
}
