# Configure AWS CLI
aws configure set aws_access_key_id minioadmin
aws configure set aws_secret_access_key minioadmin

# Create a bucket
aws --endpoint-url=http://localhost:9000 s3 mb s3://mybucket

# Upload a file
aws --endpoint-url=http://localhost:9000 s3 cp file.txt s3://mybucket/

# List objects
aws --endpoint-url=http://localhost:9000 s3 ls s3://mybucket/

# Download a file
aws --endpoint-url=http://localhost:9000 s3 cp s3://mybucket/file.txt downloaded.txt

# Delete an object
aws --endpoint-url=http://localhost:9000 s3 rm s3://mybucket/file.txt

# Delete a bucket
aws --endpoint-url=http://localhost:9000 s3 rb s3://mybucket
