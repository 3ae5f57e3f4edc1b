package dev.colonnade.sdk.plugin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Declares a step that runs the annotated plug-in. Registering the assembly creates or updates it.
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
@Repeatable(Step.Steps.class)
public @interface Step {

    /// Name of the message.
    String message();

    /// Logical name of the table; empty for every table.
    String entity() default "";

    /// 10 pre-validation, 20 pre-operation, 40 post-operation.
    int stage();

    /// 0 synchronous, 1 asynchronous.
    int mode() default 0;

    /// Lowest first.
    int rank() default 1;

    /// Logical names of the columns whose presence in an update makes the step run; empty for all.
    String[] filteringAttributes() default {};

    /// Unsecure configuration.
    String configuration() default "";

    /// Default: class name, message and table.
    String name() default "";

    /// Several steps of one class.
    @Retention(RetentionPolicy.CLASS)
    @Target(ElementType.TYPE)
    @interface Steps {

        Step[] value();
    }
}
