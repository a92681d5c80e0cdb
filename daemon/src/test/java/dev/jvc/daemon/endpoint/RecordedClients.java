package dev.jvc.daemon.endpoint;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The request heads of real clients as a recording server saw them. */
final class RecordedClients {

  private RecordedClients() {}

  static Stream<Arguments> all() {
    return Stream.of(
        client(
            "botocore 1.43",
            "Host: 127.0.0.1:PORT",
            "Accept-Encoding: identity",
            "User-Agent: python-urllib3/2.7.0",
            "Accept: application/json",
            "Authorization: TOKEN"),
        client(
            "AWS SDK for Go v2",
            "Host: 127.0.0.1:PORT",
            "User-Agent: Go-http-client/1.1",
            "Accept: application/json",
            "Amz-Sdk-Request: attempt=1; max=3",
            "Authorization: TOKEN",
            "Accept-Encoding: gzip"),
        client(
            "AWS SDK for Go v1",
            "Host: 127.0.0.1:PORT",
            "User-Agent: aws-sdk-go/1.44.133 (go1.19.8; linux; amd64)",
            "Accept: application/json",
            "Authorization: TOKEN",
            "Accept-Encoding: gzip"),
        client(
            "AWS SDK for Java v2",
            "Authorization: TOKEN",
            "User-Agent: aws-sdk-java/2.57.8 os/Linux#6.1 lang/java#25.0.3 md/OpenJDK md/vendor#x",
            "Host: 127.0.0.1:PORT",
            "Accept: text/html, image/gif, image/jpeg, */*; q=0.2",
            "Connection: keep-alive"),
        client(
            "AWS SDK for Java v1",
            "Authorization: TOKEN",
            "User-Agent: aws-sdk-java/1.12.797 Linux/6.1 OpenJDK_64-Bit_Server_VM/25",
            "Accept: */*",
            "Host: 127.0.0.1:PORT",
            "Connection: keep-alive"),
        client(
            "AWS SDK for JavaScript v3",
            "Authorization: TOKEN",
            "Host: 127.0.0.1:PORT",
            "Connection: keep-alive"),
        client(
            "AWS SDK for JavaScript v2",
            "User-Agent: aws-sdk-nodejs/2.1693.0 linux/v20.0.0 promise",
            "Accept: application/json",
            "Authorization: TOKEN",
            "Host: 127.0.0.1:PORT",
            "Connection: close"),
        client(
            "AWS Common Runtime",
            "Host: 127.0.0.1",
            "Accept: application/json",
            "Accept-Encoding: identity",
            "User-Agent: aws-sdk-crt/ecs-credentials-provider",
            "Authorization: TOKEN"),
        client(
            "AWS Common Runtime, IPv6",
            "Host: ::1",
            "Accept: application/json",
            "Accept-Encoding: identity",
            "User-Agent: aws-sdk-crt/ecs-credentials-provider",
            "Authorization: TOKEN"),
        client(
            "AWS SDK for C++",
            "Host: 127.0.0.1:PORT",
            "Accept: */*",
            "Authorization: TOKEN",
            "user-agent: aws-sdk-cpp/1.11.285 ua/2.0 md/aws-crt#0.26.4 os/Linux/6.1"),
        client(
            "AWS SDK for Rust",
            "accept: application/json",
            "authorization: TOKEN",
            "host: 127.0.0.1:PORT"),
        client(
            "AWS SDK for Ruby",
            "Accept-Encoding: gzip;q=1.0,deflate;q=0.6,identity;q=0.3",
            "Accept: */*",
            "User-Agent: Ruby",
            "Host: 127.0.0.1:PORT",
            "Authorization: TOKEN"),
        client(
            "okhttp in minio-java",
            "Authorization: TOKEN",
            "Host: 127.0.0.1:PORT",
            "Connection: Keep-Alive",
            "Accept-Encoding: gzip",
            "User-Agent: okhttp/5.1.0"),
        client(
            "rclone",
            "Host: 127.0.0.1:PORT",
            "User-Agent: rclone/v1.60.1-DEV",
            "Accept: application/json",
            "Authorization: TOKEN",
            "Accept-Encoding: gzip"),
        client("nothing but what is needed", "host:localhost:PORT", "authorization:TOKEN"));
  }

  private static Arguments client(String name, String... headers) {
    return Arguments.of(
        name,
        "GET /v1/credentials/personal HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\n\r\n");
  }
}
