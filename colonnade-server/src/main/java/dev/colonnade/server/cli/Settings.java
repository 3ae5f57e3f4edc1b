package dev.colonnade.server.cli;

import dev.colonnade.engine.HttpLimits;
import dev.colonnade.engine.Limits;
import dev.colonnade.engine.PluginLimits;
import dev.colonnade.server.ServerConfig;
import dev.colonnade.server.auth.ExternalIssuer;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The settings of a server: of the command line, else of the environment, else of `colonnade.properties` in the data
/// directory, else by default. All mistakes are told together.
final class Settings {

    private static final Pattern ORIGIN = Pattern.compile("https?://[^/,?#\\s]+", Pattern.CASE_INSENSITIVE);
    private static final String FILE = "colonnade.properties";
    private static final int PORT_MAX = 65_535;
    private static final long MEBIBYTE = 1024 * 1024;

    /// More would not fit on the stack of a thread.
    private static final int PLUGIN_DEPTH_MAX = 32;

    private final Map<Setting, Value> values;
    private final List<String> mistakes;
    private final Path dataDirectory;

    private Settings(Map<Setting, Value> values, List<String> mistakes, Path dataDirectory) {
        this.values = values;
        this.mistakes = mistakes;
        this.dataDirectory = dataDirectory;
    }

    /// A value, and where it was set, for the sentence about a mistake.
    private record Value(String text, String place) {}

    /// Gathers the settings.
    ///
    /// @param flags what the command line sets
    /// @throws IOException when the properties file cannot be read
    static Settings of(Map<Setting, String> flags, Map<String, String> environment) throws IOException {
        var mistakes = new ArrayList<String>();
        Path dataDirectory = dataDirectory(flags, environment, mistakes);
        Properties file = read(dataDirectory.resolve(FILE));
        requireKnown(file, dataDirectory.resolve(FILE), mistakes);
        var values = new EnumMap<Setting, Value>(Setting.class);
        for (Setting setting : Setting.values()) {
            Value value = find(setting, flags, environment, file);
            if (value != null) {
                values.put(setting, value);
            }
        }
        return new Settings(values, mistakes, dataDirectory);
    }

    private static Path dataDirectory(Map<Setting, String> flags, Map<String, String> environment,
            List<String> mistakes) {
        Value value = find(Setting.DATA, flags, environment, new Properties());
        String text = value == null ? "./data" : value.text();
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            mistakes.add("The data directory '" + text + "' is not a path: " + e.getReason() + ".");
            return Path.of("data").toAbsolutePath();
        }
    }

    private static @Nullable Value find(Setting setting, Map<Setting, String> flags, Map<String, String> environment,
            Properties file) {
        String text = flags.get(setting);
        if (text != null) {
            return new Value(text, setting.flag());
        }
        text = environment.get(setting.variable());
        if (text != null && !text.isEmpty()) {
            return new Value(text, setting.variable());
        }
        text = file.getProperty(setting.key());
        if (text != null) {
            return new Value(text.strip(), setting.key() + " in " + FILE);
        }
        return setting.byDefault() == null ? null : new Value(setting.byDefault(), setting.flag());
    }

    private static Properties read(Path file) throws IOException {
        var values = new Properties();
        if (Files.isRegularFile(file)) {
            values.load(new StringReader(Files.readString(file)));
        }
        return values;
    }

    private static void requireKnown(Properties file, Path path, List<String> mistakes) {
        Set<String> known = Stream.of(Setting.values())
                .filter(setting -> setting != Setting.DATA)
                .map(Setting::key)
                .collect(Collectors.toSet());
        for (String key : new TreeSet<>(file.stringPropertyNames())) {
            if (!known.contains(key)) {
                mistakes.add("The setting '" + key + "' in " + path + " is not known. Known are: " + String.join(", ",
                        new TreeSet<>(known)) + ".");
            }
        }
    }

    /// The data directory, absolute.
    Path dataDirectory() {
        return dataDirectory;
    }

    /// Whether the samples are to be installed.
    boolean hasSamples() {
        return Boolean.parseBoolean(text(Setting.SAMPLES));
    }

    /// What a server is started with.
    ///
    /// @throws WrongSettings when something is wrong
    ServerConfig serverConfig() {
        var listeners = new ServerConfig.Listeners(text(Setting.HOST), port(Setting.PORT, Off.REFUSED), port(
                Setting.HTTPS_PORT, Off.ALLOWED), text(Setting.MANAGEMENT_HOST),
                port(Setting.MANAGEMENT_PORT,
                        Off.ALLOWED),
                publicAddress(), corsOrigins());
        requireDifferentPorts(listeners);
        ServerConfig.Database database = database();
        List<ExternalIssuer> issuers = issuers();
        var limits = Limits.DEFAULT.withBodyBytes(number(Setting.BODY_BYTES_MAX, 1024, Integer.MAX_VALUE))
                .withPlugins(plugins()).withPluginHttp(pluginHttp())
                .withMessageDepth(number(Setting.PLUGIN_DEPTH, 1, PLUGIN_DEPTH_MAX));
        Duration stopTime = Duration.ofSeconds(number(Setting.STOP_SECONDS, 0, 3600));
        requireBoolean(Setting.COALESCING);
        requireBoolean(Setting.SAMPLES);
        if (!mistakes.isEmpty()) {
            throw new WrongSettings(mistakes);
        }
        return new ServerConfig(dataDirectory, listeners, database, issuers, limits, stopTime,
                Boolean.parseBoolean(text(Setting.COALESCING)));
    }

    private PluginLimits plugins() {
        return new PluginLimits(Duration.ofSeconds(number(Setting.PLUGIN_TIME, 1, 86_400)),
                (long) number(Setting.PLUGIN_ALLOCATION, 1, Integer.MAX_VALUE) * MEBIBYTE,
                number(Setting.PLUGIN_THREADS, 1, 1_000),
                Duration.ofSeconds(number(Setting.PLUGIN_THREAD_WAIT, 0, 3_600)),
                Duration.ofSeconds(number(Setting.PLUGIN_GRACE, 1, 3_600)));
    }

    private enum Off {
        ALLOWED,
        REFUSED
    }

    private int port(Setting setting, Off off) {
        if (off == Off.ALLOWED && text(setting).equalsIgnoreCase("off")) {
            return ServerConfig.Listeners.OFF;
        }
        return number(setting, 0, PORT_MAX);
    }

    private int number(Setting setting, int least, int most) {
        String text = text(setting);
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException _) {
            // Told below, with the numbers that are out of range.
        }
        wrong(setting, "must be a number from " + least + " to " + most);
        return least;
    }

    private void requireDifferentPorts(ServerConfig.Listeners listeners) {
        if (listeners.port() > 0 && listeners.port() == listeners.httpsPort()) {
            mistakes.add("HTTP and HTTPS cannot both listen on port " + listeners.port() + ".");
        }
        if (listeners.managementPort() > 0 && (listeners.managementPort() == listeners.port()
                || listeners.managementPort() == listeners.httpsPort())) {
            mistakes.add("The management port " + listeners.managementPort() + " must differ from the other ports.");
        }
    }

    private void requireBoolean(Setting setting) {
        String text = text(setting).toLowerCase(Locale.ROOT);
        if (!text.equals("true") && !text.equals("false")) {
            wrong(setting, "must be true or false");
        }
    }

    private @Nullable String publicAddress() {
        return values.containsKey(Setting.PUBLIC_URL) ? webAddress(Setting.PUBLIC_URL, text(Setting.PUBLIC_URL)) : null;
    }

    private List<String> corsOrigins() {
        List<String> origins = list(Setting.CORS_ORIGINS);
        for (String origin : origins) {
            if (!ORIGIN.matcher(origin).matches()) {
                wrong(Setting.CORS_ORIGINS, "must hold origins like https://app.example, without a path");
            }
        }
        return origins;
    }

    private String webAddress(Setting setting, String text) {
        try {
            URI uri = URI.create(text);
            boolean isWeb = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (isWeb && uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null) {
                return text;
            }
        } catch (IllegalArgumentException _) {
            // Told below.
        }
        mistakes.add("The setting " + place(setting) + " must hold addresses like https://host, not '" + text + "'.");
        return text;
    }

    private ServerConfig.@Nullable Database database() {
        int connections = number(Setting.DATABASE_CONNECTIONS, 1, 1000);
        if (!values.containsKey(Setting.DATABASE)) {
            return null;
        }
        String url = text(Setting.DATABASE);
        if (!url.startsWith("jdbc:postgresql:")) {
            wrong(Setting.DATABASE, "must be the JDBC URL of a PostgreSQL, like jdbc:postgresql://host:5432/name");
        }
        return new ServerConfig.Database(url, text(Setting.DATABASE_USER), text(Setting.DATABASE_PASSWORD),
                connections);
    }

    private List<ExternalIssuer> issuers() {
        List<String> issuers = list(Setting.ISSUERS);
        Set<String> audiences = Set.copyOf(list(Setting.AUDIENCES));
        if (!issuers.isEmpty() && audiences.isEmpty()) {
            mistakes.add("The setting " + Setting.ISSUERS.flag() + " needs " + Setting.AUDIENCES.flag()
                    + ": which tokens of these issuers are meant for this server.");
        }
        return issuers.stream()
                .map(issuer -> new ExternalIssuer(webAddress(Setting.ISSUERS, issuer), audiences))
                .toList();
    }

    private List<String> list(Setting setting) {
        return Stream.of(text(setting).split(",")).map(String::strip).filter(text -> !text.isEmpty()).toList();
    }

    private HttpLimits pluginHttp() {
        return new HttpLimits(Duration.ofSeconds(number(Setting.PLUGIN_HTTP_SECONDS, 1, 3600)),
                number(Setting.PLUGIN_HTTP_BYTES_MAX, 1024, Integer.MAX_VALUE), list(Setting.PLUGIN_HTTP_HOSTS));
    }

    private String text(Setting setting) {
        Value value = values.get(setting);
        return value == null ? "" : value.text();
    }

    private String place(Setting setting) {
        Value value = values.get(setting);
        return value == null ? setting.flag() : value.place();
    }

    /// The value itself is not repeated where it may be a secret.
    private void wrong(Setting setting, String rule) {
        String shown = setting == Setting.DATABASE ? "" : ", not '" + text(setting) + "'";
        mistakes.add("The setting " + place(setting) + " " + rule + shown + ".");
    }
}
