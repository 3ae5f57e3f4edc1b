/// Tests of the store, on a real PostgreSQL. [TestDatabase] gives each test class a schema of its own.
@NullMarked
package dev.colonnade.engine.storage;

import org.jspecify.annotations.NullMarked;
