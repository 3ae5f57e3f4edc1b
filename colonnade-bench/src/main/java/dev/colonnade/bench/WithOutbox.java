package dev.colonnade.bench;

import dev.colonnade.bench.load.RequestTemplate;

/// Makes rows together with a row of an outbox, and is like another one in all else.
record WithOutbox(Requests inner) implements Requests {

    @Override
    public RequestTemplate request(Ask ask) {
        return inner.request(ask == Ask.CREATE ? Ask.CREATE_WITH_OUTBOX : ask);
    }

    @Override
    public int status(Ask ask) {
        return inner.status(ask);
    }
}
