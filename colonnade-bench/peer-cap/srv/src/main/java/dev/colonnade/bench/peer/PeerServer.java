package dev.colonnade.bench.peer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The peer: a plain CAP application with the benchmark's table and action. */
@SpringBootApplication
public class PeerServer {

    public static void main(String[] arguments) {
        SpringApplication.run(PeerServer.class, arguments);
    }
}
