package dev.jvc.sandbox.iam;

import dev.jvc.sandbox.identity.Caller;
import dev.jvc.sandbox.identity.Caller.UserCaller;
import dev.jvc.sandbox.wire.Parameters;
import dev.jvc.sandbox.wire.Refusal;
import dev.jvc.sandbox.wire.Xml;
import dev.jvc.sandbox.world.AccessKey;
import dev.jvc.sandbox.world.User;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/**
 * The access key operations of the "IAM API Reference". A user may look after its own keys and
 * nobody else's; a role session after none.
 */
public final class Iam {
  public static final Set<String> OPERATIONS =
      Set.of("GetUser", "CreateAccessKey", "DeleteAccessKey", "ListAccessKeys", "UpdateAccessKey");

  private static final int KEYS_PER_USER = 2;

  /**
   * Carries out an operation for a caller whose signature was good.
   *
   * @return the operation's Result element, empty for operations that answer nothing
   * @throws Refusal as AWS refuses
   */
  public Optional<Xml> call(String operation, Caller caller, Parameters parameters, Instant now) {
    User user = self(operation, caller, parameters);
    return switch (operation) {
      case "GetUser" -> Optional.of(Xml.element("GetUserResult", user(user)));
      case "CreateAccessKey" -> Optional.of(createAccessKey(user, now));
      case "ListAccessKeys" -> Optional.of(listAccessKeys(user));
      case "DeleteAccessKey" -> {
        if (!user.deleteKey(keyId(parameters))) {
          throw noSuchKey(keyId(parameters));
        }
        yield Optional.empty();
      }
      case "UpdateAccessKey" -> {
        updateAccessKey(user, parameters);
        yield Optional.empty();
      }
      default -> throw new IllegalArgumentException("not an IAM operation: " + operation);
    };
  }

  private static User self(String operation, Caller caller, Parameters parameters) {
    Optional<String> name = parameters.find("UserName");
    if (!(caller instanceof UserCaller user)) {
      if (name.isEmpty()) {
        throw Refusal.validation("Must specify userName when calling with non-User credentials");
      }
      throw notAuthorized(operation, caller, name.get());
    }
    if (user.session() && !user.mfaPresent()) {
      throw new Refusal(
          403, "InvalidClientTokenId", "The security token included in the request is invalid");
    }
    if (!name.orElse(user.user().name()).equals(user.user().name())) {
      throw notAuthorized(operation, caller, name.orElseThrow());
    }
    return user.user();
  }

  private static Refusal notAuthorized(String operation, Caller caller, String userName) {
    return Refusal.accessDenied(
        "User: "
            + caller.arn()
            + " is not authorized to perform: iam:"
            + operation
            + " on resource: user "
            + userName);
  }

  private static Xml createAccessKey(User user, Instant now) {
    AccessKey key =
        user.createKey(now, KEYS_PER_USER)
            .orElseThrow(() ->
                new Refusal(
                    409,
                    "LimitExceeded",
                    "Cannot exceed quota for AccessKeysPerUser: " + KEYS_PER_USER));
    return Xml.element(
        "CreateAccessKeyResult",
        Xml.element(
            "AccessKey",
            Xml.text("UserName", user.name()),
            Xml.text("AccessKeyId", key.id()),
            Xml.text("Status", "Active"),
            Xml.text("SecretAccessKey", key.secret()),
            Xml.text("CreateDate", date(key.created()))));
  }

  private static Xml listAccessKeys(User user) {
    return Xml.element(
        "ListAccessKeysResult",
        Xml.text("UserName", user.name()),
        Xml.element(
            "AccessKeyMetadata", user.keys().stream().map(key -> metadata(user, key)).toList()),
        Xml.text("IsTruncated", "false"));
  }

  private static Xml metadata(User user, AccessKey key) {
    return Xml.element(
        "member",
        Xml.text("UserName", user.name()),
        Xml.text("AccessKeyId", key.id()),
        Xml.text("Status", key.active() ? "Active" : "Inactive"),
        Xml.text("CreateDate", date(key.created())));
  }

  private static void updateAccessKey(User user, Parameters parameters) {
    String id = keyId(parameters);
    AccessKey key = user.key(id).orElseThrow(() -> noSuchKey(id));
    key.setActive(
        switch (parameters.find("Status").orElse("")) {
          case "Active" -> true;
          case "Inactive" -> false;
          default ->
              throw Refusal.validation(
                  "1 validation error detected: Value at 'status' failed to satisfy constraint:"
                      + " Member must satisfy enum value set: [Active, Inactive]");
        });
  }

  private static String keyId(Parameters parameters) {
    return parameters
        .find("AccessKeyId")
        .orElseThrow(() ->
            Refusal.validation(
                "1 validation error detected: Value null at 'accessKeyId' failed to satisfy"
                    + " constraint: Member must not be null"));
  }

  private static Refusal noSuchKey(String id) {
    return new Refusal(404, "NoSuchEntity", "The Access Key with id " + id + " cannot be found.");
  }

  private static Xml user(User user) {
    return Xml.element(
        "User",
        Xml.text("Path", "/"),
        Xml.text("UserName", user.name()),
        Xml.text("UserId", user.id()),
        Xml.text("Arn", user.arn()),
        Xml.text("CreateDate", date(user.created())));
  }

  private static String date(Instant time) {
    return DateTimeFormatter.ISO_INSTANT.format(time.truncatedTo(ChronoUnit.SECONDS));
  }
}
