// AWS SDK for Go v2 and its transfer manager.
package main

import (
	"context"
	"errors"
	"io"
	"net/url"
	"strings"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/feature/s3/transfermanager"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/s3/types"
	"github.com/aws/smithy-go"

	"geckos3/clients/job"
)

var (
	ctx    = context.Background()
	bucket = aws.String(job.Bucket)
	client = s3.NewFromConfig(job.Must(config.LoadDefaultConfig(ctx)), func(o *s3.Options) {
		o.BaseEndpoint = aws.String(job.Endpoint)
		o.UsePathStyle = true
	})
)

func main() {
	job.PrintVersion("github.com/aws/aws-sdk-go-v2/service/s3")
	job.Must(client.CreateBucket(ctx, &s3.CreateBucketInput{Bucket: bucket}))

	job.Must(client.PutObject(ctx, &s3.PutObjectInput{
		Bucket: bucket, Key: aws.String(job.Name), Body: strings.NewReader(job.Small), Metadata: map[string]string{"color": "green"},
	}))
	small := get(job.Name, nil)
	job.Equal(job.Small, string(job.Must(io.ReadAll(small.Body))))
	job.Equal(map[string]string{"color": "green"}, small.Metadata)

	// In one request, in chunks with a trailer, and in parts.
	job.Must(client.PutObject(ctx, &s3.PutObjectInput{Bucket: bucket, Key: aws.String("single.bin"), Body: job.Open()}))
	job.IsLarge(get("single.bin", nil).Body)
	transfer := transfermanager.New(client)
	job.Must(transfer.UploadObject(ctx, &transfermanager.UploadObjectInput{Bucket: bucket, Key: aws.String("large.bin"), Body: job.Open()}))
	large := job.Must(transfer.GetObject(ctx, &transfermanager.GetObjectInput{Bucket: bucket, Key: aws.String("large.bin")}))
	job.IsLarge(io.NopCloser(large.Body))
	job.Equal(job.Slice(1000000, 1000000), job.Must(io.ReadAll(get("large.bin", aws.String("bytes=1000000-1999999")).Body)))

	job.Must(client.CopyObject(ctx, &s3.CopyObjectInput{Bucket: bucket, Key: aws.String("copy.bin"), CopySource: aws.String(job.Bucket + "/large.bin")}))
	job.IsLarge(get("copy.bin", nil).Body)
	job.Must(client.CopyObject(ctx, &s3.CopyObjectInput{
		Bucket: bucket, Key: aws.String("copy.txt"), CopySource: aws.String(job.Bucket + "/" + url.QueryEscape(job.Name)),
	}))

	presigner := s3.NewPresignClient(client)
	put := job.Must(presigner.PresignPutObject(ctx, &s3.PutObjectInput{Bucket: bucket, Key: aws.String("presigned")}))
	job.Fetch(put.Method, put.URL, "by anyone")
	found := job.Must(presigner.PresignGetObject(ctx, &s3.GetObjectInput{Bucket: bucket, Key: aws.String("presigned")}))
	job.Equal("by anyone", job.Fetch(found.Method, found.URL, ""))

	_, err := client.PutObject(ctx, &s3.PutObjectInput{Bucket: bucket, Key: aws.String(job.Name), IfNoneMatch: aws.String("*")})
	var refused smithy.APIError
	job.Equal(true, errors.As(err, &refused))
	job.Equal("PreconditionFailed", refused.ErrorCode())

	removeAll()
	_, err = client.HeadBucket(ctx, &s3.HeadBucketInput{Bucket: bucket})
	var gone *types.NotFound
	job.Equal(true, errors.As(err, &gone))
}

func get(key string, bytes *string) *s3.GetObjectOutput {
	return job.Must(client.GetObject(ctx, &s3.GetObjectInput{Bucket: bucket, Key: &key, Range: bytes}))
}

func removeAll() {
	var keys []string
	var objects []types.ObjectIdentifier
	pages := s3.NewListObjectsV2Paginator(client, &s3.ListObjectsV2Input{Bucket: bucket, MaxKeys: aws.Int32(2)})
	for pages.HasMorePages() {
		for _, object := range job.Must(pages.NextPage(ctx)).Contents {
			keys = append(keys, *object.Key)
			objects = append(objects, types.ObjectIdentifier{Key: object.Key})
		}
	}
	job.Equal([]string{job.Name, "copy.bin", "copy.txt", "large.bin", "presigned", "single.bin"}, keys)
	deleted := job.Must(client.DeleteObjects(ctx, &s3.DeleteObjectsInput{Bucket: bucket, Delete: &types.Delete{Objects: objects}}))
	job.Equal(0, len(deleted.Errors))
	job.Must(client.DeleteBucket(ctx, &s3.DeleteBucketInput{Bucket: bucket}))
}
