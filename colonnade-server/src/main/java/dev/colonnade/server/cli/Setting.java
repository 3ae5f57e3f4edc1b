package dev.colonnade.server.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What can be set, and how each setting is called: `--https-port` on the command line, `COLONNADE_HTTPS_PORT` in the
/// environment, `https-port` in `colonnade.properties` of the data directory.
enum Setting {
    HOST("127.0.0.1"),
    PORT("8440"),
    HTTPS_PORT("8443"),
    MANAGEMENT_HOST("127.0.0.1"),
    MANAGEMENT_PORT("8441"),
    PUBLIC_URL(null),
    CORS_ORIGINS(null),
    DATA("./data"),
    DATABASE(null),
    DATABASE_USER(null),
    DATABASE_PASSWORD(null),
    DATABASE_CONNECTIONS("16"),
    COALESCING("true"),
    ISSUERS(null),
    AUDIENCES(null),
    BODY_BYTES_MAX("134217728"),
    STOP_SECONDS("20"),
    PLUGIN_HTTP_SECONDS("30"),
    PLUGIN_HTTP_BYTES_MAX("16777216"),
    PLUGIN_HTTP_HOSTS(null),
    PLUGIN_TIME("120"),
    PLUGIN_ALLOCATION("1024"),
    PLUGIN_THREADS("32"),
    PLUGIN_THREAD_WAIT("10"),
    PLUGIN_GRACE("5"),
    PLUGIN_DEPTH("8"),
    SAMPLES("false");

    private final @Nullable String byDefault;

    Setting(@Nullable String byDefault) {
        this.byDefault = byDefault;
    }

    /// Its name in the properties file.
    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Its name on the command line.
    String flag() {
        return "--" + key();
    }

    /// Its name in the environment.
    String variable() {
        return "COLONNADE_" + name();
    }

    @Nullable
    String byDefault() {
        return byDefault;
    }
}
