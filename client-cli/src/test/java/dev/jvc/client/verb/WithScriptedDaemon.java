package dev.jvc.client.verb;

import dev.jvc.client.scripted.Golden;
import dev.jvc.client.scripted.Person;
import dev.jvc.client.scripted.ScriptedJvcd;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A person, and a daemon that knows four profiles, one of them with everything. */
abstract class WithScriptedDaemon {

  @TempDir Path home;
  Person person;
  ScriptedJvcd daemon;

  @BeforeEach
  void start() throws IOException {
    person = new Person(home);
    daemon = ScriptedJvcd.start(home);
    daemon
        .answer(
            "GET /v1/profiles",
            "{\"profiles\":["
                + Golden.text("profile.json")
                + """
                ,{"profile":"dev","key":"personal","store":"file","region":"us-east-1","login":"active",\
                "loginExpiration":"2026-11-24T20:00:00Z","session":"active",\
                "sessionExpiration":"2026-11-24T08:48:00Z"}\
                ,{"profile":"loop","login":"impossible","problem":"loop -> loop","session":"none"}\
                ,{"profile":"old","key":"old","store":"pass","login":"needed","session":"failing"}],\
                "problems":["~/.aws/config:7: a problem"]}\
                """)
        .answer("GET /v1/profiles/personal", Golden.text("profile.json"))
        .answer("GET /v1/profiles/personal/credentials", Golden.text("credentials.json"))
        .answer("GET /v1/profiles/personal/identity", Golden.text("identity.json"))
        .answer("GET /v1/profiles/personal/plan", Golden.text("plan.json"))
        .answer("GET /v1/status", Golden.text("status.json"))
        .answer("GET /v1/health", "{\"status\":\"UP\"}")
        .answer("POST /v1/files", Golden.text("files-exec.json"))
        .answer("POST /v1/tokens", Golden.text("token-standing.json"))
        .answer("POST /v1/imds", Golden.text("imds-use.json"))
        .answer("DELETE /v1/imds", Golden.text("imds-none.json"))
        .answer("DELETE /v1/logins", "{\"dropped\":1}")
        .answer("DELETE /v1/logins/personal", "{\"dropped\":3}")
        .answer("DELETE /v1/tokens", "{\"revoked\":2}")
        .answer("POST /v1/lock", "{\"dropped\":0}")
        .answer("POST /v1/tasks", Golden.text("task-login-done.json"));
  }

  @AfterEach
  void stop() throws IOException {
    daemon.close();
  }
}
