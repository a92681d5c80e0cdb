// Says whom AWS takes it for with the AWS SDK for Go v1, once for every line that it reads.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"regexp"

	"github.com/aws/aws-sdk-go/aws"
	"github.com/aws/aws-sdk-go/aws/request"
	"github.com/aws/aws-sdk-go/aws/session"
	"github.com/aws/aws-sdk-go/service/sts"
)

var credential = regexp.MustCompile(`Credential=([A-Z0-9]+)/`)

func main() {
	config := aws.NewConfig().WithCredentialsChainVerboseErrors(true)
	if endpoint := os.Getenv("AWS_ENDPOINT_URL_STS"); endpoint != "" {
		config = config.WithEndpoint(endpoint)
	}
	shared, failed := session.NewSessionWithOptions(
		session.Options{Config: *config, SharedConfigState: session.SharedConfigEnable})
	var key string
	var client *sts.STS
	if failed == nil {
		client = sts.New(shared)
		client.Handlers.Send.PushFront(func(signed *request.Request) {
			if found := credential.FindStringSubmatch(signed.HTTPRequest.Header.Get("Authorization")); found != nil {
				key = found[1]
			}
		})
	}
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		key = ""
		err := failed
		var identity *sts.GetCallerIdentityOutput
		if err == nil {
			identity, err = client.GetCallerIdentity(&sts.GetCallerIdentityInput{})
		}
		if err != nil {
			say(map[string]any{"ok": false, "error": err.Error()})
		} else {
			say(map[string]any{"ok": true, "arn": *identity.Arn, "key": key})
		}
	}
}

func say(what map[string]any) {
	what["version"] = "aws-sdk-go " + aws.SDKVersion
	line, _ := json.Marshal(what)
	fmt.Println(string(line))
}
