package dev.jvc.client.process.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The LaunchAgent as other readers of property lists understand it. */
final class LaunchAgentIT {

  /** Of launchd.plist(5), those that the agent may use. */
  private static final Set<String> KEYS =
      Set.of(
          "EnvironmentVariables",
          "ExitTimeOut",
          "HardResourceLimits",
          "KeepAlive",
          "Label",
          "LimitLoadToSessionType",
          "ProcessType",
          "ProgramArguments",
          "RunAtLoad",
          "SoftResourceLimits",
          "StandardErrorPath",
          "ThrottleInterval",
          "Umask");

  @TempDir private Path folder;

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output;
  }

  @Test
  @DisabledOnOs(value = OS.MAC, disabledReason = "needs Linux: reads property lists with plistutil")
  void twoReadersAgreeOnWhatItSays() throws Exception {
    Path xml = folder.resolve("agent.plist");
    Path binary = folder.resolve("agent.bin");
    Files.writeString(
        xml,
        ServiceFile.xml(
                xml,
                AgentText.of(
                    Path.of("/opt/a & b/bin"), Path.of("/state"), Map.of("NO_PROXY", "<local>")))
            .content());

    run("plistutil", "-i", xml.toString(), "-o", binary.toString(), "-f", "bin");
    String script =
        "import json, plistlib, sys; print(json.dumps(plistlib.load(open(sys.argv[1], 'rb'))))";
    Map<String, Object> agent = JSON.std.mapFrom(run("python3", "-c", script, binary.toString()));

    assertEquals(agent, JSON.std.mapFrom(run("python3", "-c", script, xml.toString())));
    assertTrue(KEYS.containsAll(agent.keySet()), new TreeSet<>(agent.keySet()).toString());
    assertEquals(List.of("/opt/a & b/bin/jvcd"), agent.get("ProgramArguments"));
    assertEquals("/state/jvcd.log", agent.get("StandardErrorPath"));
    assertEquals(Map.of("NO_PROXY", "<local>"), agent.get("EnvironmentVariables"));
    assertEquals("dev.jvc.jvcd", agent.get("Label"));
    assertEquals(true, agent.get("RunAtLoad"));
    assertEquals(Map.of("SuccessfulExit", false), agent.get("KeepAlive"));
    assertEquals(63, agent.get("Umask"));
    assertEquals(0, assertInstanceOf(Map.class, agent.get("HardResourceLimits")).get("Core"));
  }
}
