/// Solutions: which components belong to which one, and what a managed one protects. Begin with [SolutionComponents]. Depends on
/// `message` and `query`.
@NullMarked
package dev.colonnade.engine.solution;

import org.jspecify.annotations.NullMarked;
