package dev.colonnade.engine.query;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

/// The zones that the platform's time zone codes stand for.
public final class TimeZoneCodes {

    private static final String RESOURCE = "time-zones.properties";
    private static final Map<Integer, ZoneId> ZONES = read();

    private TimeZoneCodes() {}

    /// The zone of a code; Greenwich for a code that is none.
    public static ZoneId zone(int code) {
        return ZONES.getOrDefault(code, ZoneOffset.UTC);
    }

    private static Map<Integer, ZoneId> read() {
        var properties = new Properties();
        try (InputStream in = Objects.requireNonNull(TimeZoneCodes.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var zones = new HashMap<Integer, ZoneId>();
        properties.forEach((code, zone) -> zones.put(Integer.valueOf((String) code), ZoneId.of((String) zone)));
        return Map.copyOf(zones);
    }
}
