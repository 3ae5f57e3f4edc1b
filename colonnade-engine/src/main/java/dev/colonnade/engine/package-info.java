/// The engine: everything between the front doors and PostgreSQL, without HTTP. What all its rooms share stands here: the one
/// exception with the platform's codes, and the limits. Begin with [ServiceException] and [ErrorCode].
@NullMarked
package dev.colonnade.engine;

import org.jspecify.annotations.NullMarked;
