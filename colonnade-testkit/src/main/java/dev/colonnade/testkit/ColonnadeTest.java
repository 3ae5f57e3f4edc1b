package dev.colonnade.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// Gives a test class an organization of its own, in a real server on a port of its own, thrown away after the class. Its
/// constructor, or any of its methods, takes a [Colonnade] as a parameter.
///
/// ```java
/// @ColonnadeTest
/// class MyApiTest {
///     private final Colonnade colonnade;
///
///     MyApiTest(Colonnade colonnade) {
///         this.colonnade = colonnade;
///         colonnade.push(MyApi.class);
///     }
/// }
/// ```
///
/// PostgreSQL is started once per JVM, and the organization is installed once and then copied, so that a class costs a
/// fraction of a second. One instance of the class serves all its tests, so that what the constructor sets up is there once.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ColonnadeExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public @interface ColonnadeTest {}
