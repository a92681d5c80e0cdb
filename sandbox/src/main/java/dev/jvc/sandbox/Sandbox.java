package dev.jvc.sandbox;

import dev.jvc.sandbox.fault.Faults;
import dev.jvc.sandbox.identity.TemporaryKeys;
import dev.jvc.sandbox.world.World;
import io.helidon.webserver.WebServer;
import java.net.URI;
import java.time.Duration;

/**
 * An offline AWS on a loopback port, for as long as it is open.
 *
 * <pre>{@code
 * try (Sandbox aws = Sandbox.start(World.example())) {
 *   StsClient sts = StsClient.builder().endpointOverride(aws.endpoint())…
 *   aws.faults().inject(Fault.throttled().on("AssumeRole").next(2));
 *   assertEquals(1, aws.calls().granted("AssumeRole"));
 * }
 * }</pre>
 */
public final class Sandbox implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  /** Far above what {@link QueryEndpoint} accepts, so that its refusal is read and not a reset. */
  private static final int LARGEST_BODY_READ = 16 * 1024 * 1024;

  private final World world;
  private final Faults faults = new Faults(QueryEndpoint.OPERATIONS);
  private final Calls calls = new Calls(QueryEndpoint.OPERATIONS);
  private final Pause pause = new Pause();
  private final WebServer server;

  private Sandbox(World world, int port) {
    this.world = world;
    TemporaryKeys temporaryKeys = new TemporaryKeys();
    Admin admin = new Admin(world, temporaryKeys, faults, calls);
    HttpFront front = new HttpFront(new QueryEndpoint(world, temporaryKeys, faults, calls, pause));
    this.server =
        WebServer.builder()
            .host(LOOPBACK)
            .port(port)
            .shutdownHook(false)
            .shutdownGracePeriod(Duration.ofMillis(500))
            .maxPayloadSize(LARGEST_BODY_READ)
            .routing(routing -> routing.register(Admin.PATH, admin).any(front::handle))
            .build()
            .start();
  }

  /** Starts on a free port. */
  public static Sandbox start(World world) {
    return start(world, 0);
  }

  /**
   * Starts on that port of 127.0.0.1.
   *
   * @throws IllegalStateException when the port is taken
   */
  public static Sandbox start(World world, int port) {
    Sandbox sandbox = new Sandbox(world, port);
    if (!sandbox.server.isRunning()) {
      sandbox.close();
      throw new IllegalStateException("port " + port + " is taken; choose another or 0 for any");
    }
    return sandbox;
  }

  /** Where to send requests to, for every service: {@code http://127.0.0.1:PORT}. */
  public URI endpoint() {
    return URI.create("http://" + LOOPBACK + ":" + server.port());
  }

  public World world() {
    return world;
  }

  /** Switches faults on and off. */
  public Faults faults() {
    return faults;
  }

  /** What has been asked so far. */
  public Calls calls() {
    return calls;
  }

  /** How often an operation was called, refused and disturbed calls included. */
  public int calls(String operation) {
    return calls.received(operation);
  }

  @Override
  public void close() {
    pause.close();
    server.stop();
  }
}
