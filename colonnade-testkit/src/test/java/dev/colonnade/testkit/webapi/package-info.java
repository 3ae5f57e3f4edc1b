/// The Web API, held to the conformance checklist of its reference page, over HTTP.
@NullMarked
package dev.colonnade.testkit.webapi;

import org.jspecify.annotations.NullMarked;
