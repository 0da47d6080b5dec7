package main

import (
    "context"
    "strings"

    "github.com/aws/aws-sdk-go-v2/aws"
    "github.com/aws/aws-sdk-go-v2/config"
    "github.com/aws/aws-sdk-go-v2/credentials"
    "github.com/aws/aws-sdk-go-v2/service/s3"
)

func main() {
    ctx := context.Background()

    // Create S3 client
    cfg, _ := config.LoadDefaultConfig(ctx,
        config.WithCredentialsProvider(
            credentials.NewStaticCredentialsProvider("minioadmin", "minioadmin", ""),
        ),
    )

    client := s3.NewFromConfig(cfg, func(o *s3.Options) {
        o.BaseEndpoint = aws.String("http://localhost:9000")
        o.UsePathStyle = true
    })

    // Create bucket
    client.CreateBucket(ctx, &s3.CreateBucketInput{
        Bucket: aws.String("mybucket"),
    })

    // Upload object
    client.PutObject(ctx, &s3.PutObjectInput{
        Bucket: aws.String("mybucket"),
        Key:    aws.String("file.txt"),
        Body:   strings.NewReader("Hello, S3!"),
    })

    // List objects
    resp, _ := client.ListObjectsV2(ctx, &s3.ListObjectsV2Input{
        Bucket: aws.String("mybucket"),
    })

    for _, obj := range resp.Contents {
        println(*obj.Key)
    }
}
