/// Custom APIs through the Web API, held to the conformance checklist of `reference/custom-api.md`.
@NullMarked
package dev.colonnade.testkit.customapi;

import org.jspecify.annotations.NullMarked;
