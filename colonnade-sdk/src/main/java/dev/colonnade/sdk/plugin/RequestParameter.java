package dev.colonnade.sdk.plugin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Says more of a request parameter than its record component does. A component without it is a required parameter with the
/// component's name, first letter in upper case, and the type that its Java type stands for.
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.RECORD_COMPONENT)
public @interface RequestParameter {

    /// Default: the component's name with its first letter in upper case.
    String uniqueName() default "";

    String displayName() default "";

    String description() default "";

    FieldType type() default FieldType.DERIVED;

    boolean isOptional() default false;

    /// Table of an entity, entity collection or entity reference.
    String logicalEntityName() default "";
}
