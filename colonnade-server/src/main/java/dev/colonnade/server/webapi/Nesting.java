package dev.colonnade.server.webapi;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.Limits;
import dev.colonnade.engine.ServiceException;

/// What the parsers of one query option may still read: how deep its parts are nested, and how many conditions it has.
final class Nesting {

    private final Limits limits;
    private int depth;
    private int conditions;

    Nesting(Limits limits) {
        this.limits = limits;
    }

    /// @throws ServiceException [ErrorCode#BAD_URI] for one level too many
    void enter() {
        if (++depth > limits.filterDepth()) {
            throw new ServiceException(ErrorCode.BAD_URI,
                    "The query option is nested more than " + limits.filterDepth() + " levels deep.");
        }
    }

    void leave() {
        depth--;
    }

    /// @throws ServiceException [ErrorCode#TOO_MANY_CONDITIONS_IN_QUERY] for one condition too many
    void takeCondition() {
        if (++conditions > limits.queryConditions()) {
            throw new ServiceException(ErrorCode.TOO_MANY_CONDITIONS_IN_QUERY,
                    "Number of conditions in query exceeded maximum limit of " + limits.queryConditions() + ".");
        }
    }
}
