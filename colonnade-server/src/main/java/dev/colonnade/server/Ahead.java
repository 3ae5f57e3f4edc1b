package dev.colonnade.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// A part of the server that is made on another thread while its start goes on.
///
/// @param <T> the part
final class Ahead<T extends @Nullable Object> {

    private final CompletableFuture<T> part;

    private Ahead(CompletableFuture<T> part) {
        this.part = part;
    }

    /// Makes a part.
    @FunctionalInterface
    interface Maker<T extends @Nullable Object> {
        T make() throws IOException;
    }

    static <T extends @Nullable Object> Ahead<T> of(Maker<T> maker) {
        return new Ahead<>(CompletableFuture.supplyAsync(() -> {
            try {
                return maker.make();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }, Thread::startVirtualThread));
    }

    /// The part, as soon as it is made, or the failure to make it.
    T get() throws IOException {
        try {
            return part.join();
        } catch (CompletionException e) {
            switch (e.getCause()) {
                case UncheckedIOException failure -> throw failure.getCause();
                case RuntimeException failure -> throw failure;
                case null, default -> throw e;
            }
        }
    }
}
