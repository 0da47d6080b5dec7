// MinIO's Go client.
package main

import (
	"context"
	"io"
	"strings"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"geckos3/clients/job"
)

var (
	ctx    = context.Background()
	client = job.Must(minio.New(job.Host, &minio.Options{Creds: credentials.NewStaticV4(job.AccessKey, job.SecretKey, "")}))
)

func main() {
	job.PrintVersion("github.com/minio/minio-go/v7")
	job.Check(client.MakeBucket(ctx, job.Bucket, minio.MakeBucketOptions{}))
	job.Equal(true, job.Must(client.BucketExists(ctx, job.Bucket)))

	job.Must(client.PutObject(ctx, job.Bucket, job.Name, strings.NewReader(job.Small), int64(len(job.Small)),
		minio.PutObjectOptions{UserMetadata: map[string]string{"color": "green"}, UserTags: map[string]string{"shape": "round"}}))
	job.Equal(job.Small, string(job.Must(io.ReadAll(get(job.Name)))))
	job.Equal("green", job.Must(client.StatObject(ctx, job.Bucket, job.Name, minio.StatObjectOptions{})).UserMetadata["Color"])
	job.Equal("round", job.Must(client.GetObjectTagging(ctx, job.Bucket, job.Name, minio.GetObjectTaggingOptions{})).ToMap()["shape"])

	job.Must(client.FPutObject(ctx, job.Bucket, "large.bin", "large.bin", minio.PutObjectOptions{}))
	job.Check(client.FGetObject(ctx, job.Bucket, "large.bin", "down.bin", minio.GetObjectOptions{}))
	job.IsLarge(get("large.bin"))
	job.Must(client.PutObject(ctx, job.Bucket, "streamed", job.Open(), -1, minio.PutObjectOptions{PartSize: 16 << 20}))
	job.IsLarge(get("streamed"))
	part := make([]byte, 1000000)
	job.Must(get("large.bin").ReadAt(part, 1000000))
	job.Equal(job.Slice(1000000, 1000000), part)

	job.Must(client.CopyObject(ctx, minio.CopyDestOptions{Bucket: job.Bucket, Object: "copy.bin"}, minio.CopySrcOptions{Bucket: job.Bucket, Object: "large.bin"}))
	job.IsLarge(get("copy.bin"))
	job.Must(client.ComposeObject(ctx, minio.CopyDestOptions{Bucket: job.Bucket, Object: "composed"},
		minio.CopySrcOptions{Bucket: job.Bucket, Object: "large.bin"}, minio.CopySrcOptions{Bucket: job.Bucket, Object: job.Name}))

	put := job.Must(client.PresignedPutObject(ctx, job.Bucket, "presigned", time.Hour))
	job.Fetch("PUT", put.String(), "by anyone")
	found := job.Must(client.PresignedGetObject(ctx, job.Bucket, "presigned", time.Hour, nil))
	job.Equal("by anyone", job.Fetch("GET", found.String(), ""))

	var keys []string
	objects := make(chan minio.ObjectInfo, 10)
	for object := range client.ListObjects(ctx, job.Bucket, minio.ListObjectsOptions{Recursive: true}) {
		job.Check(object.Err)
		keys = append(keys, object.Key)
		objects <- object
	}
	close(objects)
	job.Equal([]string{job.Name, "composed", "copy.bin", "large.bin", "presigned", "streamed"}, keys)
	for failure := range client.RemoveObjects(ctx, job.Bucket, objects, minio.RemoveObjectsOptions{}) {
		job.Check(failure.Err)
	}
	job.Check(client.RemoveBucket(ctx, job.Bucket))
	job.Equal(false, job.Must(client.BucketExists(ctx, job.Bucket)))
}

func get(key string) *minio.Object {
	return job.Must(client.GetObject(ctx, job.Bucket, key, minio.GetObjectOptions{}))
}
