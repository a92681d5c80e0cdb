package dev.jvc.client.launcher;

import dev.jvc.client.scripted.Golden;
import dev.jvc.client.scripted.ScriptedJvcd;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A daemon that gives credentials and a child token to the profile {@code personal}. */
abstract class WithExec {

  static final String TOKEN = "tokentokentokentokentokentokentokentokento1";

  @TempDir Path home;
  Launched launched;
  ScriptedJvcd daemon;

  @BeforeEach
  void start() throws IOException {
    launched = new Launched(home);
    daemon = ScriptedJvcd.start(home);
    daemon
        .answer("GET /v1/profiles/personal/credentials", Golden.text("credentials.json"))
        .answer("POST /v1/files", Golden.text("files-exec.json"))
        .answer("POST /v1/tokens", Golden.text("token-child.json"));
  }

  @AfterEach
  void stop() throws IOException {
    daemon.close();
  }
}
