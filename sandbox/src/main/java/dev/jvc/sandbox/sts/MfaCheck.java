package dev.jvc.sandbox.sts;

import dev.jvc.sandbox.identity.Caller;
import dev.jvc.sandbox.identity.Caller.UserCaller;
import dev.jvc.sandbox.wire.Refusal;
import dev.jvc.sandbox.world.VirtualMfaDevice;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The SerialNumber and TokenCode of a call.
 *
 * @param serial null when the call brings no MFA
 * @param code null when the call brings no MFA
 */
record MfaCheck(@Nullable String serial, @Nullable String code) {
  private static final Pattern SERIAL = Pattern.compile("[\\w+=/:,.@-]*");
  private static final Pattern CODE = Pattern.compile("[\\d]*");

  static MfaCheck read(Checks checks) {
    return new MfaCheck(
        checks.optional("SerialNumber", 9, 256, SERIAL), checks.optional("TokenCode", 6, 6, CODE));
  }

  /**
   * Spends the code.
   *
   * @return whether the call was made with MFA
   * @throws Refusal AccessDenied when the device is not the caller's, or the code is wrong or used
   */
  boolean redeem(Caller caller) {
    if (serial == null && code == null) {
      return false;
    }
    if (serial == null || code == null) {
      throw Refusal.accessDenied(
          "MultiFactorAuthentication failed, must provide both MFA serial number and one time pass"
              + " code.");
    }
    if (!device(caller, serial).redeem(code)) {
      throw Refusal.accessDenied(
          "MultiFactorAuthentication failed with invalid MFA one time pass code. ");
    }
    return true;
  }

  private static VirtualMfaDevice device(Caller caller, String serial) {
    Optional<VirtualMfaDevice> device =
        caller instanceof UserCaller user ? user.user().device(serial) : Optional.empty();
    return device.orElseThrow(() ->
        Refusal.accessDenied(
            "MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your"
                + " MFA serial number is valid and associated with this user."));
  }
}
