"""MLflow: a run's artifacts, logged, listed and brought back."""

import os
import pathlib

import bucket
import job

os.environ["MLFLOW_S3_ENDPOINT_URL"] = job.ENDPOINT
os.environ["MLFLOW_DISABLE_TELEMETRY"] = "true"
os.environ["MLFLOW_ALLOW_FILE_STORE"] = "true"
import mlflow

print("version: mlflow", mlflow.__version__)
bucket.create()
mlflow.set_tracking_uri(pathlib.Path("runs").resolve().as_uri())
mlflow.create_experiment("job", artifact_location=f"s3://{job.BUCKET}/a b")
mlflow.set_experiment("job")
pathlib.Path("tree/deep").mkdir(parents=True)
pathlib.Path("tree/deep/part.bin").write_bytes(job.part_of_large(0, 100_000))
pathlib.Path("tree/two.txt").write_text("two")

with mlflow.start_run() as run:
    mlflow.log_metric("loss", 0.5)
    mlflow.log_artifact("large.bin", "model")
    mlflow.log_artifacts("tree", "tree")
    mlflow.log_dict({"a": [1, 2]}, "settings.json")

client = mlflow.MlflowClient()
listed = {(it.path, it.is_dir, it.file_size) for it in client.list_artifacts(run.info.run_id, "tree")}
job.equal({("tree/deep", True, None), ("tree/two.txt", False, 3)}, listed)
back = pathlib.Path(mlflow.artifacts.download_artifacts(run_id=run.info.run_id, dst_path="back"))
job.same(back / "model/large.bin")
job.same(back / "tree/deep/part.bin", "tree/deep/part.bin")
job.equal({"a": [1, 2]}, mlflow.artifacts.load_dict(f"{run.info.artifact_uri}/settings.json"))
bucket.delete()
