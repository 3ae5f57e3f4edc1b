package dev.colonnade.engine.query;

import dev.colonnade.engine.storage.UnitOfWork;
import java.lang.reflect.Proxy;

/// For tests that make statements and send none.
final class NoDatabase {

    private NoDatabase() {}

    static UnitOfWork work() {
        return (UnitOfWork) Proxy.newProxyInstance(UnitOfWork.class.getClassLoader(), new Class<?>[]{UnitOfWork.class},
                (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException("There is no database for " + method.getName() + ".");
                });
    }
}
