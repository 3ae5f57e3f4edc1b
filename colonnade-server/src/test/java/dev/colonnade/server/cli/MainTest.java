package dev.colonnade.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import dev.colonnade.server.DataDirectory;
import dev.colonnade.server.auth.Credentials;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MainTest {

    @TempDir
    private Path directory;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"strat", "start --prot 1", "start --port", "plugin", "plugin push", "call", "token --user"})
    void wrongUsageIsExplainedWithoutAStackTrace(String arguments) {
        int code = run(arguments.split(" ", -1));

        assertThat(code).isEqualTo(Main.WRONG_USAGE);
        assertThat(err.toString()).isNotBlank().doesNotContain("\tat ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void wrongSettingsAreAllToldAndExitWithTwo() {
        int code = run("start", "--port", "x", "--https-port", "y", "--data", directory.toString());

        assertThat(code).isEqualTo(Main.WRONG_USAGE);
        assertThat(err.toString().lines()).hasSize(2)
                .anySatisfy(line -> assertThat(line).contains("--port"))
                .anySatisfy(line -> assertThat(line).contains("--https-port"));
    }

    @Test
    void helpNamesTheCommands() {
        int code = run("help");

        assertThat(code).isZero();
        assertThat(out.toString()).contains("start", "token", "call", "plugin", "doctor", "version");
    }

    @Test
    void tokenPrintsTheTokenAndNothingElse() throws Exception {
        Credentials credentials = Credentials.openOrCreate(directory, "admin");

        int code = run("token", "--data", directory.toString());

        assertThat(code).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString().lines()).hasSize(1);
        assertThat(SignedJWT.parse(out.toString().strip()).getJWTClaimsSet().getStringClaim("appid")).isEqualTo(
                credentials.clientId().toString());
    }

    @Test
    void tokenOfAnEmptyDirectorySaysWhatToDo() {
        int code = run("token", "--data", directory.resolve("none").toString());

        assertThat(code).isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("colonnade start").contains("none");
    }

    @Test
    void callWithoutAServerSaysWhatToDo() throws Exception {
        Credentials.openOrCreate(directory, "admin");

        int code = run("call", "sample_ReverseText", "--data", directory.toString());

        assertThat(code).isEqualTo(Main.FAILED);
        assertThat(err.toString()).contains("No Colonnade runs on");
    }

    @Test
    void takenPortIsToldBeforeAnythingIsStarted() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int code = run("start", "--data", directory.toString(), "--port", Integer.toString(taken.getLocalPort()),
                    "--https-port", "off", "--management-port", "off");

            assertThat(code).isEqualTo(Main.FAILED);
            assertThat(err.toString().lines()).hasSize(1);
            assertThat(err.toString()).contains("port " + taken.getLocalPort()).contains("--port");
            assertThat(directory.resolve("postgres")).doesNotExist();
        }
    }

    @Test
    void secondServerOnADataDirectoryIsRefused() {
        try (var _ = DataDirectory.open(directory)) {
            int code = run("start", "--data", directory.toString(), "--port", "0", "--https-port", "off",
                    "--management-port", "off");

            assertThat(code).isEqualTo(Main.FAILED);
            assertThat(err.toString().lines()).hasSize(1);
            assertThat(err.toString())
                    .contains("in use by another Colonnade (process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void dataDirectoryOfANewerVersionIsRefused() throws Exception {
        Files.writeString(directory.resolve("version"), "99\n");

        int code = run("start", "--data", directory.toString(), "--port", "0", "--https-port", "off",
                "--management-port", "off");

        assertThat(code).isEqualTo(Main.FAILED);
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(err.toString()).contains("newer Colonnade").contains("99");
    }

    @Test
    void doctorTellsWhatIsRightAndWhatIsWrong() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var line = Main.commandLine(Map.of("COLONNADE_PORT", Integer.toString(taken.getLocalPort()),
                    "COLONNADE_HTTPS_PORT", "off", "COLONNADE_MANAGEMENT_PORT", "off"));
            line.setOut(new PrintWriter(out, true));

            int code = line.execute("doctor", "--data", directory.toString());

            assertThat(code).isEqualTo(Main.FAILED);
            assertThat(out.toString()).contains("ok     Java is").contains("WRONG  HTTP cannot listen on port " + taken
                    .getLocalPort());
        }
    }

    @Test
    void doctorKnowsAServerThatIsGone() throws Exception {
        int port;
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Files.writeString(directory.resolve("running.properties"),
                "process=1\naddress=http://127.0.0.1:" + port + "\n");

        run("doctor", "--data", directory.toString());

        assertThat(out.toString()).contains("did not stop by itself").doesNotContain("A server runs");
    }

    private int run(String... arguments) {
        var line = Main.commandLine(Map.of(), arguments);
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }
}
