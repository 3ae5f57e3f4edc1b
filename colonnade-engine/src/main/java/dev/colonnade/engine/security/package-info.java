/// Who may do what: users, their roles and privileges, and the rows they may see. Begin with [Authorizer]; the rights of each
/// user are in the [SecuritySnapshot]. Depends on `metadata`, `storage` and `query`.
@NullMarked
package dev.colonnade.engine.security;

import org.jspecify.annotations.NullMarked;
