//! AWS SDK for Rust. See docs/clients.md for what a program is given.

use aws_sdk_s3::error::ProvideErrorMetadata;
use aws_sdk_s3::presigning::PresigningConfig;
use aws_sdk_s3::primitives::{ByteStream, Length};
use aws_sdk_s3::types::{CompletedMultipartUpload, CompletedPart, Delete, ObjectIdentifier};
use aws_sdk_s3::Client;
use std::env::var;
use std::time::Duration;

type Any<T> = Result<T, Box<dyn std::error::Error>>;

const NAME: &str = "a b/smäll+1.txt";
const PART: u64 = 16 << 20;

#[tokio::main]
async fn main() -> Any<()> {
    println!("version: aws-sdk-s3 {}", aws_sdk_s3::meta::PKG_VERSION);
    let config = aws_sdk_s3::config::Builder::from(&aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await)
        .endpoint_url(var("S3_ENDPOINT")?)
        .force_path_style(true)
        .build();
    let s3 = Client::from_conf(config);
    let bucket = var("BUCKET")?;
    s3.create_bucket().bucket(&bucket).send().await?;
    objects(&s3, &bucket).await?;
    parts(&s3, &bucket).await?;
    copies(&s3, &bucket).await?;
    presigned(&s3, &bucket).await?;
    remove_all(&s3, &bucket).await
}

async fn get(s3: &Client, bucket: &str, key: &str) -> Any<Vec<u8>> {
    Ok(s3.get_object().bucket(bucket).key(key).send().await?.body.collect().await?.to_vec())
}

async fn objects(s3: &Client, bucket: &str) -> Any<()> {
    let small = tokio::fs::read("small.txt").await?;
    s3.put_object().bucket(bucket).key(NAME).metadata("color", "green").body(small.clone().into()).send().await?;
    assert!(get(s3, bucket, NAME).await? == small);
    let head = s3.head_object().bucket(bucket).key(NAME).send().await?;
    assert_eq!(Some(&"green".to_string()), head.metadata().and_then(|all| all.get("color")));

    let large = tokio::fs::read("large.bin").await?;
    s3.put_object().bucket(bucket).key("large.bin").body(ByteStream::from_path("large.bin").await?).send().await?;
    assert!(get(s3, bucket, "large.bin").await? == large);
    let range = s3.get_object().bucket(bucket).key("large.bin").range("bytes=1000000-1999999").send().await?;
    assert!(range.body.collect().await?.to_vec() == large[1000000..2000000]);

    let again = s3.put_object().bucket(bucket).key(NAME).if_none_match("*").send().await;
    assert_eq!(Some("PreconditionFailed"), again.unwrap_err().code());
    Ok(())
}

async fn parts(s3: &Client, bucket: &str) -> Any<()> {
    let size = tokio::fs::metadata("large.bin").await?.len();
    let upload = s3.create_multipart_upload().bucket(bucket).key("parts.bin").send().await?;
    let id = upload.upload_id().ok_or("no upload id")?;
    let mut done = CompletedMultipartUpload::builder();
    for (number, start) in (1..).zip((0..size).step_by(PART as usize)) {
        let body = ByteStream::read_from()
            .path("large.bin")
            .offset(start)
            .length(Length::Exact(PART.min(size - start)))
            .build()
            .await?;
        let part = s3.upload_part().bucket(bucket).key("parts.bin").upload_id(id).part_number(number).body(body).send().await?;
        let part = CompletedPart::builder()
            .part_number(number)
            .set_e_tag(part.e_tag)
            .set_checksum_crc32(part.checksum_crc32)
            .build();
        done = done.parts(part);
    }
    s3.complete_multipart_upload().bucket(bucket).key("parts.bin").upload_id(id).multipart_upload(done.build()).send().await?;
    assert!(get(s3, bucket, "parts.bin").await? == tokio::fs::read("large.bin").await?);
    Ok(())
}

async fn copies(s3: &Client, bucket: &str) -> Any<()> {
    s3.copy_object().bucket(bucket).key("copy.bin").copy_source(format!("{bucket}/large.bin")).send().await?;
    assert!(get(s3, bucket, "copy.bin").await? == tokio::fs::read("large.bin").await?);
    Ok(())
}

async fn presigned(s3: &Client, bucket: &str) -> Any<()> {
    let life = PresigningConfig::expires_in(Duration::from_secs(300))?;
    let put = s3.put_object().bucket(bucket).key("presigned").presigned(life.clone()).await?;
    let answer = reqwest::Client::new().put(put.uri()).body("by anyone").send().await?;
    assert_eq!(200, answer.status().as_u16());
    let found = s3.get_object().bucket(bucket).key("presigned").presigned(life).await?;
    assert_eq!("by anyone", reqwest::get(found.uri()).await?.text().await?);
    Ok(())
}

async fn remove_all(s3: &Client, bucket: &str) -> Any<()> {
    let mut pages = s3.list_objects_v2().bucket(bucket).max_keys(2).into_paginator().send();
    let mut keys = Vec::new();
    while let Some(page) = pages.next().await {
        keys.extend(page?.contents().iter().filter_map(|object| object.key().map(String::from)));
    }
    assert_eq!(vec![NAME, "copy.bin", "large.bin", "parts.bin", "presigned"], keys);
    let mut all = Delete::builder();
    for key in &keys {
        all = all.objects(ObjectIdentifier::builder().key(key).build()?);
    }
    assert!(s3.delete_objects().bucket(bucket).delete(all.build()?).send().await?.errors().is_empty());
    s3.delete_bucket().bucket(bucket).send().await?;
    assert!(s3.head_bucket().bucket(bucket).send().await.unwrap_err().into_service_error().is_not_found());
    Ok(())
}
