package dev.colonnade.bench;

import dev.colonnade.bench.load.RequestTemplate;

/// How a server is asked.
interface Requests {

    RequestTemplate request(Ask ask);

    /// Status of a good answer.
    int status(Ask ask);
}
