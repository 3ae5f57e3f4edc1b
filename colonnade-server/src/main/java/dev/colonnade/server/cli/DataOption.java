package dev.colonnade.server.cli;

import dev.colonnade.engine.ErrorCode;
import dev.colonnade.engine.ServiceException;
import dev.colonnade.server.RunningServer;
import dev.colonnade.server.auth.Credentials;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What commands learn from a data directory about the server they talk to.
final class DataOption {

    private DataOption() {}

    /// The data directory that a flag or the environment names.
    static Path directory(@Nullable String flag, Map<String, String> environment) throws IOException {
        var flags = new EnumMap<Setting, String>(Setting.class);
        if (flag != null) {
            flags.put(Setting.DATA, flag);
        }
        return Settings.of(flags, environment).dataDirectory();
    }

    /// The credentials in a data directory.
    static Credentials credentials(Path directory) throws IOException {
        try {
            return Credentials.open(directory);
        } catch (NoSuchFileException e) {
            throw new ServiceException(ErrorCode.SERVER_UNAVAILABLE, "There is no Colonnade in " + directory
                    + " yet: 'colonnade start' makes one, and --data names another directory.", e);
        } catch (AccessDeniedException e) {
            throw new ServiceException(ErrorCode.SERVER_UNAVAILABLE, "The credentials in " + directory
                    + " cannot be read by this user.", e);
        }
    }

    /// The address of the server that runs on a data directory.
    static String address(Path directory) throws IOException {
        String address = RunningServer.findAddress(directory);
        if (address == null) {
            throw new ServiceException(ErrorCode.SERVER_UNAVAILABLE, "No Colonnade runs on " + directory
                    + ": 'colonnade start' starts one, and --url names one elsewhere.");
        }
        return address;
    }
}
