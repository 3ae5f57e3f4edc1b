/// The OData v4 Web API door: requests become messages here, and answers become JSON. Begin with [WebApi]; a request goes
/// [WebRequest] → [ResourceResolver] → [ResourceHandler] → [WebResponse]. URLs are read by [ODataLexer] and the parsers on
/// top of it, bodies by [EntityReader] and [ParameterReader], answers are written by [EntityWriter] and its neighbours, errors
/// by [ErrorResponses] alone. [BatchHandler] runs the requests of a batch through the same handler. Depends on the engine's `organization`, `message`, `metadata`, `query` and `security`.
@NullMarked
package dev.colonnade.server.webapi;

import org.jspecify.annotations.NullMarked;
