// Says whom AWS takes it for with the AWS SDK for Go v2, once for every line that it reads.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"regexp"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/service/sts"
	"github.com/aws/smithy-go/middleware"
	smithyhttp "github.com/aws/smithy-go/transport/http"
)

var credential = regexp.MustCompile(`Credential=([A-Z0-9]+)/`)

func main() {
	ctx := context.Background()
	var key string
	watch := func(stack *middleware.Stack) error {
		return stack.Finalize.Add(middleware.FinalizeMiddlewareFunc("key", func(
			ctx context.Context, in middleware.FinalizeInput, next middleware.FinalizeHandler,
		) (middleware.FinalizeOutput, middleware.Metadata, error) {
			if request, ok := in.Request.(*smithyhttp.Request); ok {
				if found := credential.FindStringSubmatch(request.Header.Get("Authorization")); found != nil {
					key = found[1]
				}
			}
			return next.HandleFinalize(ctx, in)
		}), middleware.After)
	}
	loaded, failed := config.LoadDefaultConfig(ctx)
	client := sts.NewFromConfig(loaded, func(options *sts.Options) {
		options.APIOptions = append(options.APIOptions, watch)
		if endpoint := os.Getenv("AWS_ENDPOINT_URL_STS"); endpoint != "" {
			options.BaseEndpoint = aws.String(endpoint)
		}
	})
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		key = ""
		err := failed
		var identity *sts.GetCallerIdentityOutput
		if err == nil {
			identity, err = client.GetCallerIdentity(ctx, &sts.GetCallerIdentityInput{})
		}
		if err != nil {
			say(map[string]any{"ok": false, "error": err.Error()})
		} else {
			say(map[string]any{"ok": true, "arn": *identity.Arn, "key": key})
		}
	}
}

func say(what map[string]any) {
	what["version"] = "aws-sdk-go-v2 " + aws.SDKVersion
	line, _ := json.Marshal(what)
	fmt.Println(string(line))
}
