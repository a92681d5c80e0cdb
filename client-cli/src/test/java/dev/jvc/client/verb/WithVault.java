package dev.jvc.client.verb;

import dev.jvc.client.scripted.Golden;
import dev.jvc.client.scripted.Person;
import dev.jvc.client.scripted.ScriptedJvcd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A person whose vault process is a script that notes what it was given. */
abstract class WithVault {

  static final String TICKET = "ticketticketticketticketticketticketticket1";

  @TempDir Path home;
  Person person;
  ScriptedJvcd daemon;

  @BeforeEach
  void start() throws IOException {
    person = new Person(home);
    daemon = ScriptedJvcd.start(home);
    daemon
        .answer("POST /v1/tasks", Golden.text("task-login-ticket.json"))
        .answerRaw(
            "DELETE /v1/tasks/" + TICKET, "HTTP/1.1 204 No Content\r\nJvc-Protocol: 1\r\n\r\n")
        .answer(
            "GET /v1/profiles",
            "{\"profiles\":["
                + """
                {"profile":"dev","key":"personal","login":"active","session":"none"},\
                {"profile":"other","key":"other","login":"active","session":"none"},\
                {"profile":"blocked","key":"personal","login":"needed","session":"none"},\
                """
                + Golden.text("profile.json")
                + "]}");
    vaultEndsWith(0);
  }

  @AfterEach
  void stop() throws IOException {
    daemon.close();
  }

  /** A vault process that notes what it was given. */
  void vaultEndsWith(int code) throws IOException {
    person.jvcdIs(
        "echo \"$*\" >" + home + "/arguments",
        "env >" + home + "/environment",
        "echo run >>" + home + "/runs",
        "exit " + code);
  }

  String variable(String name) throws IOException {
    return Files.readAllLines(home.resolve("environment")).stream()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1))
        .findFirst()
        .orElse("none");
  }
}
