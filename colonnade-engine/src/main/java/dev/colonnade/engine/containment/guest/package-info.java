/// Classes that each class loader of plug-ins defines for itself, from the same class files: what guarded code calls. So the flag
/// that its checks read belongs to one loaded version of code alone, and goes with it. Begin with [Check]. They may use nothing
/// but the JDK's allowed packages, because they see no more than plug-ins do; plug-ins cannot name them.
@NullMarked
package dev.colonnade.engine.containment.guest;

import org.jspecify.annotations.NullMarked;
