// Lists the buckets with the MinIO client for Go, once for every line that it reads.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"runtime/debug"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

func main() {
	where, err := url.Parse(os.Getenv("BUCKETS"))
	if err != nil {
		panic(err)
	}
	chain := credentials.NewChainCredentials([]credentials.Provider{
		&credentials.EnvAWS{}, &credentials.FileAWSCredentials{}, &credentials.IAM{Endpoint: os.Getenv("AWS_EC2_METADATA_SERVICE_ENDPOINT")},
	})
	client, failed := minio.New(where.Host, &minio.Options{Creds: chain, Region: "eu-west-2"})
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		err := failed
		if err == nil {
			_, err = client.BucketExists(context.Background(), os.Getenv("BUCKET"))
		}
		if err != nil {
			say(map[string]any{"ok": false, "error": err.Error()})
		} else {
			say(map[string]any{"ok": true})
		}
	}
}

func say(what map[string]any) {
	build, _ := debug.ReadBuildInfo()
	for _, module := range build.Deps {
		if module.Path == "github.com/minio/minio-go/v7" {
			what["version"] = "minio-go " + module.Version
		}
	}
	line, _ := json.Marshal(what)
	fmt.Println(string(line))
}
