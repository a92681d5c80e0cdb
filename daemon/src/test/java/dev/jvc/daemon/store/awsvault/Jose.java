package dev.jvc.daemon.store.awsvault;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.PasswordBasedEncrypter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What aws-vault writes, written by a library that has nothing to do with it or with jvc. */
final class Jose {

  /** Made by a third library; the passphrase is {@code password}, the key AWS's documentation's. */
  static final String VECTOR =
      "eyJhbGciOiJQQkVTMi1IUzI1NitBMTI4S1ciLCJjcmVhdGVkIjoiMjAyNi0wMS0wMiAwMzowNDowNS4wMDAwMDAwMDYgKzAwMDAgVVRDIG09KzAuMDAwMDAwMDAxIiwiZW5jIjoiQTI1NkdDTSIsInAyYyI6ODE5MiwicDJzIjoiZ1NaSjBjVHdPTlhNTFhFeG55WU1uQSJ9.LM2TKvbu1JMiGzO8poWHzjuF6D9PXu9m08aFGfwy9pgyLc6eBvEWGw.03cXhkpli6yGbJVo.jpy3uCrFjGuXqbPTT6kKeI8AZfQ8r3zQ7Enu_zYfQMc2qm6RLt_m_tg51iZ_vxMF6VUxXrAwRwDobg-r9-pvMSIHUIJSRW3K2tFdxVLoiOKEArxol-Rrcrt70B8BSMbB3T8VOZ7Slh4g1S57R8Sa4eV5wwd39NoJZ2f845846dKNsbIkLR-1rlwhpX2YswMFAY7gBuvv61faGNhCxEF8MV7BOyjhSzB-yBLWTUi1gWFLev86HnZVnIep9CKtmH-05ZsCHdAXhCRvl44gTKmE6zAEx4ZPONtqgTIBfEfP5dPMgJ-lTAGmeSnrTn_Gpj9DoP2L2W3juUWg7n1GYtf_H1OArPKJj_6lAzn6RICneQ3-5Hc_cQQ97dpD7d3wtWvbj4-gUz7ShjGQhlQd2yd47ePhZAlLFNa_eteCtNqanD6p5hV8guUWzdsi8jTBXitr5OX_8GJmVzUd_kyFmCa6K9Yx1kdT83weq9PJ8NL8AQN4oJPhJTq7JK7YXzG7vyOp7tvOWaOI2Bxfam6BXsL0LXmayIv0.Fp_PuBEbY6e4JE0z4SKP1Q";

  static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

  private Jose() {}

  /** The item of a base key. */
  static String item(String profile) {
    String payload =
        "{\"AccessKeyID\":\"AKIAIOSFODNN7EXAMPLE\",\"SecretAccessKey\":\"%s\",\"SessionToken\":\"\",\"Source\":\"\",\"CanExpire\":false,\"Expires\":\"0001-01-01T00:00:00Z\"}"
            .formatted(SECRET);
    return "{\"Key\":\"%s\",\"Data\":\"%s\",\"Label\":\"aws-vault (%s)\",\"Description\":\"\",\"KeychainNotTrustApplication\":true,\"KeychainNotSynchronizable\":false}"
        .formatted(
            profile,
            Base64.getEncoder().encodeToString(payload.getBytes(StandardCharsets.UTF_8)),
            profile);
  }

  /** The same encryption as aws-vault's, with salts and counts of the test's choice. */
  static String encrypt(String text, String passphrase, int salt, int iterations)
      throws JOSEException {
    JWEObject object =
        new JWEObject(
            new JWEHeader.Builder(JWEAlgorithm.PBES2_HS256_A128KW, EncryptionMethod.A256GCM)
                .customParam("created", "2026-01-02 03:04:05.000000006 +0000 UTC")
                .build(),
            new Payload(text));
    object.encrypt(
        new PasswordBasedEncrypter(passphrase.getBytes(StandardCharsets.UTF_8), salt, iterations));
    return object.serialize();
  }
}
