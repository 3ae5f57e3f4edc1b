/// The table of what we hold of each reference page, made from the results of the tests. Begin with [ConformanceReport].
@NullMarked
package dev.colonnade.testkit.conformance;

import org.jspecify.annotations.NullMarked;
