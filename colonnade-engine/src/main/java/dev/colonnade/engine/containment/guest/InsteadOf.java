package dev.colonnade.engine.containment.guest;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says which method of the JDK a method of a guest class takes the place of: the one of the same name and parameters. An
/// instance method's object is the first parameter.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface InsteadOf {

    /// The class of the method that is replaced.
    Class<?> value();

    /// Whether that method is static.
    boolean isStatic() default false;
}
