/// Tests of plug-ins and of the server: fakes for units, and a throw-away organization with a real server and PostgreSQL for
/// everything else. Begin with [FakePluginContext] or [ColonnadeTest].
@NullMarked
package dev.colonnade.testkit;

import org.jspecify.annotations.NullMarked;
