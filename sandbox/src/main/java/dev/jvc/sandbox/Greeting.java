package dev.jvc.sandbox;

import dev.jvc.sandbox.world.AccessKey;
import dev.jvc.sandbox.world.Account;
import dev.jvc.sandbox.world.Role;
import dev.jvc.sandbox.world.User;
import dev.jvc.sandbox.world.VirtualMfaDevice;

/** What {@code bin/sandbox} prints once it answers requests. */
final class Greeting {
  private final Sandbox aws;
  private final boolean showKeys;

  Greeting(Sandbox aws, boolean showKeys) {
    this.aws = aws;
    this.showKeys = showKeys;
  }

  String text() {
    StringBuilder out = new StringBuilder();
    out.append("endpoint  ").append(aws.endpoint()).append('\n');
    for (Account account : aws.world().accounts()) {
      out.append("account   ").append(account.id()).append('\n');
      account.users().forEach(user -> user(user, out));
      account.roles().stream().map(Role::arn).forEach(arn -> line("role", arn, out));
    }
    out.append('\n');
    line("to use it", "export AWS_ENDPOINT_URL=" + aws.endpoint(), out);
    line("a key", "curl -s " + aws.endpoint() + Admin.PATH + "/keys/USER", out);
    line("a code", "curl -s " + aws.endpoint() + Admin.PATH + "/mfa/DEVICE", out);
    line("calls", "curl -s " + aws.endpoint() + Admin.PATH + "/state", out);
    return out.toString();
  }

  private void user(User user, StringBuilder out) {
    line("user", user.name(), out);
    for (AccessKey key : user.keys()) {
      line("  key", key.id() + "  " + (showKeys ? key.secret() : "(secret hidden)"), out);
    }
    for (VirtualMfaDevice device : user.devices()) {
      line("  mfa", device.serial(), out);
    }
  }

  private static void line(String label, String value, StringBuilder out) {
    out.append(label).append(" ".repeat(Math.max(1, 10 - label.length()))).append(value);
    out.append('\n');
  }
}
