package dev.threatcards.peers;

import java.nio.file.Path;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

/**
 * A PostgreSQL server with the settings that its manual has for a machine that it does not have to itself. Arguments: its folder and
 * its port. It runs until its process is ended.
 */
public final class PostgresServer {

    private PostgresServer() {
    }

    /** Starts it, and says so. */
    public static void main(String[] arguments) throws Exception {
        EmbeddedPostgres server = EmbeddedPostgres.builder().setPort(Integer.parseInt(arguments[1]))
                .setOverrideWorkingDirectory(Path.of(arguments[0], "binaries").toFile())
                .setDataDirectory(Path.of(arguments[0], "data")).setServerConfig("shared_buffers", "1GB")
                .setServerConfig("effective_cache_size", "4GB").setServerConfig("work_mem", "64MB")
                .setServerConfig("maintenance_work_mem", "512MB").setServerConfig("random_page_cost", "1.1").start();
        System.out.println("ready");
        // Its processes are not children of this one for good: they end with it only by being told to.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                server.close();
            } catch (java.io.IOException e) {
                System.err.println(e);
            }
        }));
        Thread.currentThread().join();
    }
}
