package dev.colonnade.sdk.plugin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says more of a response property than its record component does; see [RequestParameter].
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.RECORD_COMPONENT)
public @interface ResponseProperty {

    /// Default: the component's name with its first letter in upper case.
    String uniqueName() default "";

    String displayName() default "";

    String description() default "";

    FieldType type() default FieldType.DERIVED;

    /// Table of an entity or entity reference.
    String logicalEntityName() default "";
}
