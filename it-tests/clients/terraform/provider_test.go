// The AWS provider of Terraform, as its own acceptance tests drive it: without Terraform's command, which would download it.
package terraform

import (
	_ "embed"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/hashicorp/terraform/helper/resource"
	"github.com/hashicorp/terraform/terraform"
	"github.com/terraform-providers/terraform-provider-aws/aws"
)

//go:embed resources.tf
var resources string

func configuration(team, action string) string {
	return strings.NewReplacer(
		"ENDPOINT", os.Getenv("S3_ENDPOINT"),
		"ACCESS_KEY", os.Getenv("AWS_ACCESS_KEY_ID"),
		"SECRET_KEY", os.Getenv("AWS_SECRET_ACCESS_KEY"),
		"REGION", os.Getenv("AWS_REGION"),
		"BUCKET", os.Getenv("BUCKET"),
		"TEAM", team,
		"ACTION", action,
	).Replace(resources)
}

// Each step is applied, and its plan must be empty afterwards; in the end all is destroyed.
func TestResources(t *testing.T) {
	fmt.Println("version: terraform-provider-aws 1.60.0")
	first := configuration("one", "s3:ListBucket")
	resource.Test(t, resource.TestCase{
		Providers: map[string]terraform.ResourceProvider{"aws": aws.Provider()},
		Steps: []resource.TestStep{
			{Config: first},
			{Config: first, PlanOnly: true},
			{Config: configuration("two", "s3:GetObjectTagging")},
		},
	})
}
