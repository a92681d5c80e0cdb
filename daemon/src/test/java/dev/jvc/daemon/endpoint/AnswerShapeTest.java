package dev.jvc.daemon.endpoint;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.jvc.daemon.credential.Problem;
import dev.jvc.daemon.credential.ProblemCode;
import dev.jvc.daemon.credential.ProfileName;
import dev.jvc.daemon.credential.Vend;
import io.restassured.RestAssured;
import io.restassured.config.DecoderConfig;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The answers as an ordinary HTTP library sees them. */
final class AnswerShapeTest {

  @TempDir Path folder;
  private TestEndpoint endpoint;

  @BeforeEach
  void start() throws IOException {
    endpoint = TestEndpoint.start(folder);
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  private RequestSpecification sdk() {
    return given()
        .baseUri(endpoint.endpoint().base().toString())
        .config(
            RestAssured.config()
                .decoderConfig(
                    DecoderConfig.decoderConfig()
                        .contentDecoders(DecoderConfig.ContentDecoder.GZIP)));
  }

  @Test
  void credentialsAreSixTextsWithAPlainContentType() throws IOException {
    sdk()
        .header("Authorization", endpoint.token("personal"))
        .when()
        .get("/v1/credentials/personal")
        .then()
        .statusCode(200)
        .header("Content-Type", equalTo("application/json"))
        .header("Content-Encoding", nullValue())
        .header("Content-Length", matchesPattern("\\d+"))
        .header("Cache-Control", equalTo("no-store"))
        .body("$", aMapWithSize(6))
        .body("AccessKeyId", equalTo("ASIAXXXXXXXXXXXXXXXX"))
        .body("SecretAccessKey", equalTo("secret/of+forty=characters"))
        .body("Token", equalTo("tokenOfpersonal"))
        .body("Expiration", equalTo("2031-02-03T04:05:06Z"))
        .body("AccountId", equalTo("111122223333"))
        .body("RoleArn", equalTo("arn:aws:sts::111122223333:assumed-role/Developer/me"));
  }

  @Test
  void aLoginThatIsNeededIsToldInFourSpellings() throws IOException {
    String message = "profile personal needs a login: run jvc login personal";
    endpoint.vends("personal", new Vend.NeedsPerson(Problem.of(ProblemCode.LOGIN_NEEDED, message)));

    sdk()
        .header("Authorization", endpoint.token("personal"))
        .when()
        .get("/v1/credentials/personal")
        .then()
        .statusCode(400)
        .header("Content-Type", equalTo("application/json"))
        .body("$", aMapWithSize(4))
        .body("code", equalTo("LoginNeeded"))
        .body("message", equalTo(message))
        .body("Code", equalTo("LoginNeeded"))
        .body("Message", equalTo(message));
  }

  @Test
  void whatPassesSaysWhenToComeBack() throws IOException {
    endpoint.vends(
        "personal",
        new Vend.Unavailable(Problem.of(ProblemCode.PENDING, "credentials are being fetched")));

    sdk()
        .header("Authorization", endpoint.token("personal"))
        .when()
        .get("/v1/credentials/personal")
        .then()
        .statusCode(503)
        .header("Retry-After", equalTo("2"))
        .body("code", equalTo("Pending"));
  }

  @Test
  void aPostIsNotAllowedAndTheLibraryReadsWhy() throws IOException {
    sdk()
        .header("Authorization", endpoint.token("personal"))
        .body("{\"a\":1}")
        .when()
        .post(endpoint.endpoint().uri(new ProfileName("personal")))
        .then()
        .statusCode(405)
        .header("Allow", equalTo("GET, HEAD"))
        .body("code", equalTo("MethodNotAllowed"))
        .body("message", not(emptyString()));
  }

  @Test
  void aPageOfAnotherSiteIsForbidden() throws IOException {
    sdk()
        .header("Authorization", endpoint.token("personal"))
        .header("Origin", "http://evil.example")
        .when()
        .get("/v1/credentials/personal")
        .then()
        .statusCode(403)
        .header("Access-Control-Allow-Origin", nullValue())
        .body("code", equalTo("Forbidden"));
  }
}
