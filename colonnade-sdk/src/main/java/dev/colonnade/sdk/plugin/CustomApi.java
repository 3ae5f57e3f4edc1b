package dev.colonnade.sdk.plugin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Declares a custom API whose main operation is the annotated plug-in. Registering the assembly creates or updates the
/// definition.
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface CustomApi {

    /// Unique name, with the publisher's prefix.
    String uniqueName();

    /// Default: the unique name.
    String displayName() default "";

    /// Default: the display name.
    String description() default "";

    BindingType bindingType() default BindingType.GLOBAL;

    /// Logical name of the table; needed unless the binding is global.
    String boundEntityLogicalName() default "";

    boolean isFunction() default false;

    boolean isPrivate() default false;

    String executePrivilegeName() default "";

    ProcessingStepType allowedCustomProcessingStepType() default ProcessingStepType.NONE;

    boolean workflowSdkStepEnabled() default false;

    /// Record whose components are the request parameters; see [RequestParameter].
    Class<? extends Record> request() default None.class;

    /// Record whose components are the response properties; see [ResponseProperty].
    Class<? extends Record> response() default None.class;

    /// No parameters, or no properties.
    record None() {}
}
