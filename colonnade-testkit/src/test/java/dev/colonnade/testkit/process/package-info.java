/// The server as operators meet it: a process that is started, stopped, refused and killed. Begin with [ServerProcessTest].
@NullMarked
package dev.colonnade.testkit.process;

import org.jspecify.annotations.NullMarked;
