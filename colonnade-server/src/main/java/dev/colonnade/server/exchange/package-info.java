/// What every door shares of one HTTP exchange: its [RequestId], the address that its client used ([PublicAddress]), whether
/// that client is still there ([ClientWatch]), and how a refusal looks on the wire before a door has taken over ([ErrorAnswer]).
/// Depends on the engine's errors and its [dev.colonnade.engine.Cancellation] alone.
@NullMarked
package dev.colonnade.server.exchange;

import org.jspecify.annotations.NullMarked;
