/// What every door shares of one HTTP exchange: its [RequestId], the address that its client used ([PublicAddress]), and how
/// a refusal looks on the wire before a door has taken over ([ErrorAnswer]). Depends on the engine's errors alone.
@NullMarked
package dev.colonnade.server.exchange;

import org.jspecify.annotations.NullMarked;
