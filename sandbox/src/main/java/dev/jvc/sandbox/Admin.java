package dev.jvc.sandbox;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.jvc.sandbox.fault.Fault;
import dev.jvc.sandbox.fault.Faults;
import dev.jvc.sandbox.identity.TemporaryKey;
import dev.jvc.sandbox.identity.TemporaryKeys;
import dev.jvc.sandbox.json.FaultJson;
import dev.jvc.sandbox.world.AccessKey;
import dev.jvc.sandbox.world.VirtualMfaDevice;
import dev.jvc.sandbox.world.World;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;

/**
 * What no AWS has: the sandbox seen from behind, under {@code /_sandbox/}. It hands out secret keys
 * and MFA codes to anybody on the machine, because all of them are toys.
 */
final class Admin implements HttpService {
  static final String PATH = "/_sandbox";

  private final World world;
  private final TemporaryKeys temporaryKeys;
  private final Faults faults;
  private final Calls calls;

  Admin(World world, TemporaryKeys temporaryKeys, Faults faults, Calls calls) {
    this.world = world;
    this.temporaryKeys = temporaryKeys;
    this.faults = faults;
    this.calls = calls;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/state", (_, response) -> send(response, Status.OK_200, state()))
        .get("/mfa/{+device}", this::mfa)
        .get("/keys/{user}", this::keys)
        .put("/faults", this::setFaults)
        .delete("/faults", this::clearFaults)
        .any((_, response) ->
            refuse(
                response,
                Status.NOT_FOUND_404,
                "there is GET /_sandbox/state, GET /_sandbox/mfa/DEVICE, GET"
                    + " /_sandbox/keys/USER, PUT and DELETE /_sandbox/faults"));
  }

  private Map<String, Object> state() {
    Map<String, Object> byOperation = new TreeMap<>();
    calls
        .received()
        .forEach((operation, received) ->
            byOperation.put(
                operation, Map.of("received", received, "granted", calls.granted(operation))));
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("time", world.clock().instant().toString());
    state.put("calls", byOperation);
    state.put("mfaCodesSeen", calls.mfaCodesSeen());
    state.put(
        "sessions",
        temporaryKeys.liveAt(world.clock().instant()).stream().map(Admin::session).toList());
    state.put("faults", activeFaults());
    return state;
  }

  private static Map<String, Object> session(TemporaryKey key) {
    Map<String, Object> session = new LinkedHashMap<>();
    session.put("accessKeyId", key.id());
    session.put("arn", key.caller().arn());
    session.put("mfa", key.caller().mfaPresent());
    session.put("expiration", key.expiration().toString());
    return session;
  }

  private List<Map<String, Object>> activeFaults() {
    return faults.active().stream().map(FaultJson::write).toList();
  }

  private void mfa(ServerRequest request, ServerResponse response) {
    String name = request.path().pathParameters().get("device");
    VirtualMfaDevice device = world.device(name).orElse(null);
    if (device == null) {
      refuse(response, Status.NOT_FOUND_404, "there is no MFA device " + name);
      return;
    }
    try {
      VirtualMfaDevice.Code code = device.nextUnused();
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("code", code.digits());
      json.put("validForSeconds", code.validFor().toSeconds());
      send(response, Status.OK_200, json);
    } catch (IllegalStateException e) {
      refuse(response, Status.CONFLICT_409, String.valueOf(e.getMessage()));
    }
  }

  private void keys(ServerRequest request, ServerResponse response) {
    try {
      AccessKey key = world.user(request.path().pathParameters().get("user")).key();
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("accessKeyId", key.id());
      json.put("secretAccessKey", key.secret());
      send(response, Status.OK_200, json);
    } catch (NoSuchElementException e) {
      refuse(response, Status.NOT_FOUND_404, String.valueOf(e.getMessage()));
    } catch (IllegalArgumentException e) {
      refuse(response, Status.CONFLICT_409, String.valueOf(e.getMessage()));
    }
  }

  private void setFaults(ServerRequest request, ServerResponse response) {
    try {
      List<Fault> wanted = FaultJson.read(HttpFront.body(request));
      faults.replace(wanted);
      send(response, Status.OK_200, Map.of("faults", activeFaults()));
    } catch (IllegalArgumentException e) {
      refuse(response, Status.BAD_REQUEST_400, String.valueOf(e.getMessage()));
    }
  }

  private void clearFaults(ServerRequest request, ServerResponse response) {
    faults.clear();
    send(response, Status.OK_200, Map.of("faults", activeFaults()));
  }

  private static void refuse(ServerResponse response, Status status, String message) {
    send(response, status, Map.of("message", message));
  }

  private static void send(ServerResponse response, Status status, Map<String, Object> json) {
    try {
      response
          .status(status)
          .header(HeaderNames.CONTENT_TYPE, "application/json")
          .send(JSON.std.asString(json) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
