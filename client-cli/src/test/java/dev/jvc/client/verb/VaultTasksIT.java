package dev.jvc.client.verb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jvc.client.scripted.Golden;
import dev.jvc.client.scripted.Person;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verbs that need a base key leave it to a process of its own, here a script. */
final class VaultTasksIT extends WithVault {

  @Test
  void aLoginIsSaidWithItsEndAndWhatItServes() throws Exception {
    assertEquals(
        new Person.Run(
            0, "", "jvc: logged in to personal until 20:00 (12h), serving dev, personal\n"),
        person.line("login personal"));
    assertEquals("vault login\n", Files.readString(home.resolve("arguments")));
    assertEquals(TICKET, variable("JVC_TICKET"));
    assertEquals("none", variable("JVC_MFA_TOKEN"));
    assertFalse(
        daemon.lines().contains("DELETE /v1/tasks/" + TICKET), "a used ticket is given back");
  }

  @Test
  void theCodeTravelsInTheEnvironmentOnly() throws Exception {
    for (String option : List.of("-t 123456", "--mfa-token 123456", "--mfa-token=123456")) {
      assertEquals(0, person.line("login personal " + option).exit());

      assertEquals("vault login\n", Files.readString(home.resolve("arguments")));
      assertEquals("123456", variable("JVC_MFA_TOKEN"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void theVaultProcessEndsTheCommandWithItsOwnCode(int code) throws Exception {
    vaultEndsWith(code);

    // It has said itself why.
    assertEquals(new Person.Run(code, "", ""), person.line("login personal"));
    assertEquals("DELETE /v1/tasks/" + TICKET, daemon.lines().getLast());
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 100, 126, 127})
  void anyOtherCodeIsAFailure(int code) throws Exception {
    vaultEndsWith(code);

    assertEquals(1, person.line("login personal").exit());
  }

  @Test
  void aKilledVaultProcessIsSaid() throws Exception {
    person.jvcdIs("kill -KILL $$");

    assertEquals(
        new Person.Run(7, "", "jvc: the vault process was ended by signal 9\n"),
        person.line("login personal"));
    assertEquals("DELETE /v1/tasks/" + TICKET, daemon.lines().getLast());
  }

  @Test
  void aTicketThatCannotBeGivenBackIsNotTheFailure() throws Exception {
    vaultEndsWith(7);
    daemon.answer("DELETE /v1/tasks/" + TICKET, 500, "{}");

    assertEquals(new Person.Run(7, "", ""), person.line("login personal"));
    Person.Run debugged = person.line("--debug login personal");
    assertTrue(debugged.err().contains("the ticket was not given back"), debugged.err());
    assertFalse(debugged.err().contains(TICKET), "the ticket is in the trace");
  }

  @Test
  void aMissingProgramIsOneSentence() throws Exception {
    Files.delete(home.resolve("bin/jvcd"));

    assertEquals(
        new Person.Run(1, "", "jvc: cannot find " + home + "/bin/jvcd: install jvc again\n"),
        person.line("login personal"));
    assertEquals("DELETE /v1/tasks/" + TICKET, daemon.lines().getLast());
  }

  @Test
  void addHandsItsOptionsOn() throws Exception {
    daemon.answer("POST /v1/tasks", Golden.text("task-add-ticket.json"));
    Files.writeString(home.resolve("key file.csv"), "");

    assertEquals(new Person.Run(0, "", ""), person.line("add fresh"));
    assertEquals("vault add\n", Files.readString(home.resolve("arguments")));

    assertEquals(0, person.line("add fresh --env --no-verify").exit());
    assertEquals("vault add --env --no-verify\n", Files.readString(home.resolve("arguments")));

    assertEquals(0, person.runs("add", "fresh", "--csv", home + "/key file.csv").exit());
    assertEquals(
        "vault add --csv " + home + "/key file.csv\n", Files.readString(home.resolve("arguments")));
    assertTrue(Files.notExists(home.resolve(".aws/config")));
  }

  @Test
  void moveHandsTheStoreOn() throws Exception {
    assertEquals(new Person.Run(0, "", ""), person.line("move personal --to pass"));

    assertEquals("vault move --to pass\n", Files.readString(home.resolve("arguments")));
    assertTrue(daemon.requests().getFirst().body().contains("\"task\":\"move\""));
    assertEquals(2, person.line("move personal").exit());
    assertEquals(2, person.line("move personal --to somewhere").exit());
  }

  @Test
  void removeHandsItsOptionOn() throws Exception {
    assertEquals(new Person.Run(0, "", ""), person.line("remove personal"));
    assertEquals("vault remove\n", Files.readString(home.resolve("arguments")));

    for (String yes : List.of("-y", "--yes")) {
      assertEquals(0, person.line("remove personal " + yes).exit());
      assertEquals("vault remove --yes\n", Files.readString(home.resolve("arguments")));
    }
    assertTrue(daemon.requests().getFirst().body().contains("\"task\":\"remove\""));
  }

  @Test
  void importRunsWithoutATicketOfItsOwn() throws Exception {
    daemon.answer("GET /v1/status", Golden.text("status.json"));

    assertEquals(new Person.Run(0, "", ""), person.line("import"));
    assertEquals("vault import\n", Files.readString(home.resolve("arguments")));
    assertEquals("none", variable("JVC_TICKET"));
    assertEquals(List.of("GET /v1/status"), daemon.lines());

    assertEquals(
        0,
        person
            .runs("import", "--only", "a b", "--dry-run", "--only=c", "--no-verify", "-y")
            .exit());
    assertEquals(
        "vault import --dry-run --yes --no-verify --only a b --only c\n",
        Files.readString(home.resolve("arguments")));
    assertEquals(0, person.line("import --undo --yes").exit());
    assertEquals("vault import --undo --yes\n", Files.readString(home.resolve("arguments")));
  }

  @Test
  void aTaskThatIsAnsweredByALoginIsADefectOfTheDaemon() {
    daemon.answer("POST /v1/tasks", Golden.text("task-login-done.json"));

    Person.Run run = person.line("remove personal --yes");

    assertEquals(1, run.exit());
    assertTrue(run.err().startsWith("jvc: the daemon answered a login"), run.err());
  }

  @Test
  void addWritesTheSectionOnceTheKeyIsStored() throws Exception {
    Person.Run run =
        person.line(
            "add fresh --env --region eu-west-2 --mfa-serial arn:aws:iam::111122223333:mfa/me"
                + " --role-arn arn:aws:iam::111122223333:role/Developer");

    assertEquals(
        new Person.Run(
            0, "", "jvc: wrote region, mfa_serial, role_arn into " + home + "/.aws/config\n"),
        run);
    assertEquals(
        """
        [profile fresh]
        region = eu-west-2
        mfa_serial = arn:aws:iam::111122223333:mfa/me
        role_arn = arn:aws:iam::111122223333:role/Developer
        """,
        Files.readString(home.resolve(".aws/config")));

    assertEquals(
        new Person.Run(0, "", ""),
        person.line("add fresh --env --region eu-west-2"),
        "nothing was to be added");
  }

  @Test
  void aHardwareDeviceAndOtherPartitionsAreAccepted() throws Exception {
    assertEquals(0, person.line("add a --mfa-serial GAHT12345678 --region us-gov-east-1").exit());
    assertEquals(
        0,
        person
            .line(
                "add b --mfa-serial arn:aws-cn:iam::111122223333:mfa/path/me@x"
                    + " --role-arn arn:aws-us-gov:iam::111122223333:role/path/to/R")
            .exit());
  }

  @Test
  void addWritesNothingWhenTheKeyWasNotStored() throws Exception {
    vaultEndsWith(7);

    assertEquals(7, person.line("add fresh --env --region eu-west-2").exit());
    assertTrue(Files.notExists(home.resolve(".aws/config")));
  }

  @Test
  void whatSpeaksAgainstTheSettingsIsSaidBeforeTheKeyIsAskedFor() throws Exception {
    Files.createDirectory(home.resolve(".aws"));
    Files.writeString(home.resolve(".aws/config"), "[profile fresh]\nregion = us-east-1\n");

    Person.Run run = person.line("add fresh --env --region eu-west-2");

    assertEquals(1, run.exit());
    assertEquals(
        "jvc: "
            + home
            + "/.aws/config:2 has region = us-east-1: change it there, or leave --region out\n",
        run.err());
    assertEquals(List.of(), daemon.lines());
    assertTrue(Files.notExists(home.resolve("arguments")), "the key was asked for");
  }
}
