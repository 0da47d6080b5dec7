package io.geckos.access.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.geckos.domain.name.BucketName;
import io.geckos.domain.security.MalformedPolicyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyParserTest {
    private static final BucketName BUCKET = new BucketName("bucket");

    /** Single quotes stand for double ones. */
    private static PolicyDocument parse(String json) {
        return PolicyParser.bucketPolicy(BUCKET, json.replace('\'', '"'));
    }

    private static String statement(String... members) {
        return "{'Statement':{" + String.join(",", members) + "}}";
    }

    private static String allow(String rest) {
        return "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Principal':'*'," + rest + "}]}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Policies must be valid JSON and the first byte must be '{'                                       | []
            This policy contains invalid Json: expected '}' instead of the end                                     | {'a':1
            This policy contains invalid Json: the name \"Version\" comes twice, line 1, column 16          | {'Version':'x','Version':'y'}
            Unknown field Foo: Foo                                                                          | {'Foo':1}
            Missing required field Statement                                                                | {'Version':'2012-10-17'}
            Invalid policy syntax: Version \"2012-10-18\" must be 2012-10-17 or 2008-10-17                  | {'Version':'2012-10-18','Statement':[]}
            Invalid policy syntax: Statement must not be empty                                              | {'Statement':[]}
            Missing required field Action                                                                   | {'Statement':[{'Effect':'Allow','Principal':'*','Resource':'arn:aws:s3:::bucket'}]}
            """)
    void whatIsNoPolicyIsRefused(String message, String json) {
        refused(message, json.replace('\'', '"'));
    }

    private static void refused(String message, String json) {
        MalformedPolicyException refusal =
                assertThrows(MalformedPolicyException.class, () -> PolicyParser.bucketPolicy(BUCKET, json));
        assertTrue(refusal.getMessage().contains(message), refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Policy has invalid action: Statement[0].Action "s3:Foo"                    | 'Action':'s3:Foo','Resource':'arn:aws:s3:::bucket/*'
            Policy has invalid action: Statement[0].Action[1] "GetObject"              | 'Action':['s3:GetObject','GetObject'],'Resource':'arn:aws:s3:::bucket/*'
            Policy has invalid action: Statement[0].Action "iam:CreateUser"            | 'Action':'iam:CreateUser','Resource':'arn:aws:s3:::bucket/*'
            Policy has invalid resource: Statement[0].Resource "arn:aws:s3:::other/*"  | 'Action':'s3:GetObject','Resource':'arn:aws:s3:::other/*'
            Policy has invalid resource: Statement[0].Resource "arn:aws:s3:::bucket2"  | 'Action':'s3:ListBucket','Resource':'arn:aws:s3:::bucket2'
            Policy has invalid resource: Statement[0].Resource "*"                     | 'Action':'s3:ListBucket','Resource':'*'
            Action does not apply to any resource(s) in statement: Statement[0].Action | 'Action':'s3:GetObject','Resource':'arn:aws:s3:::bucket'
            Action does not apply to any resource(s) in statement: Statement[0].Action | 'Action':'s3:ListBucket','Resource':'arn:aws:s3:::bucket/*'
            Action does not apply to any resource(s) in statement                      | 'Action':'s3:ListAllMyBuckets','Resource':'arn:aws:s3:::bucket'
            Invalid Condition type : StringEqual                                       | 'Action':'s3:*','Resource':'arn:aws:s3:::bucket/*','Condition':{'StringEqual':{'s3:prefix':'a'}}
            Invalid Condition type : NullIfExists                                      | 'Action':'s3:*','Resource':'arn:aws:s3:::bucket/*','Condition':{'NullIfExists':{'s3:prefix':'true'}}
            invalid condition key: Statement[0].Condition.Bool.aws:ViaAWSService       | 'Action':'s3:*','Resource':'arn:aws:s3:::bucket/*','Condition':{'Bool':{'aws:ViaAWSService':'true'}}
            Invalid condition value: Statement[0].Condition.IpAddress.aws:SourceIp     | 'Action':'s3:*','Resource':'arn:aws:s3:::bucket/*','Condition':{'IpAddress':{'aws:SourceIp':'10.0.0.0/40'}}
            Invalid condition value                                                    | 'Action':'s3:*','Resource':'arn:aws:s3:::bucket/*','Condition':{'Bool':{'aws:SecureTransport':'maybe'}}
            Invalid condition value                                                    | 'Action':'s3:*','Resource':'arn:aws:s3:::bucket/*','Condition':{'NumericEquals':{'s3:max-keys':'ten'}}
            Invalid condition value                                                    | 'Action':'s3:*','Resource':'arn:aws:s3:::bucket/*','Condition':{'DateLessThan':{'aws:CurrentTime':'tomorrow'}}
            Invalid condition value                                                    | 'Action':'s3:*','Resource':'arn:aws:s3:::bucket/*','Condition':{'StringLike':{'s3:prefix':'${aws:Foo}'}}
            Policy has invalid resource                                                | 'Action':'s3:*','Resource':'arn:aws:s3:::bucket/${aws:username'
            cannot stand beside Action                                                 | 'Action':'s3:*','NotAction':'s3:*','Resource':'arn:aws:s3:::bucket/*'
            """)
    void anElementThatCannotBeObeyedIsRefusedWithItsPlace(String message, String rest) {
        refused(message, allow(rest).replace('\'', '"'));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'alice'",
                "{}",
                "{'AWS':[]}",
                "{'AWS':'alice'}",
                "{'AWS':'arn:aws:iam::1:root'}",
                "{'AWS':'arn:aws:iam::111111111111:user/*'}",
                "{'CanonicalUser':'x'}",
                "{'Service':'nobody'}",
                "{'Group':'x'}",
                "'arn:aws:iam::111111111111:root'"
            })
    void principalsOfOtherFormsAreRefused(String principal) {
        MalformedPolicyException refusal = assertThrows(
                MalformedPolicyException.class,
                () -> parse(statement(
                        "'Effect':'Allow'",
                        "'Principal':" + principal,
                        "'Action':'s3:*'",
                        "'Resource':'arn:aws:s3:::bucket/*'")));
        assertTrue(refusal.getMessage().contains("Statement.Principal"), refusal.getMessage());
    }

    @Test
    void effectIsAllowOrDeny() {
        MalformedPolicyException refusal = assertThrows(
                MalformedPolicyException.class,
                () -> parse(statement(
                        "'Effect':'allow'", "'Action':'s3:*'", "'Principal':'*'", "'Resource':'arn:aws:s3:::bucket'")));
        assertEquals("Invalid effect: allow: Statement.Effect \"allow\" must be Allow or Deny", refusal.getMessage());
    }

    @Test
    void aPolicyThatIsTooLargeIsRefused() {
        String policy = allow("'Action':'s3:*','Resource':'arn:aws:s3:::bucket'");
        parse(policy + " ".repeat(PolicyParser.MAX_BUCKET_POLICY - policy.length()));
        assertThrows(
                MalformedPolicyException.class,
                () -> parse(policy + " ".repeat(PolicyParser.MAX_BUCKET_POLICY - policy.length() + 1)));
    }

    @Test
    void policiesOfUsersNameNoPrincipal() {
        PolicyParser.identityPolicy(
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":[\"iam:*\",\"s3:*\"],\"Resource\":\"*\"}}");
        assertThrows(
                MalformedPolicyException.class,
                () -> PolicyParser.identityPolicy("{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\","
                        + "\"Action\":\"s3:*\",\"Resource\":\"*\"}}"));
    }

    /** AWS's example for the console names actions on the account. */
    @Test
    void actionsOfS3OnAccountsStandInPoliciesOfUsersOnly() {
        PolicyParser.identityPolicy(
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":[\"s3:GetAccountPublicAccessBlock\","
                        + "\"s3:ListAccessPoints\",\"s3:ListAllMyBuckets\"],\"Resource\":\"*\"}}");
        assertThrows(
                MalformedPolicyException.class,
                () -> parse(allow("'Action':'s3:ListAccessPoints','Resource':'arn:aws:s3:::bucket'")));
    }

    /** XML, in which the answer is, has no way to write them. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 0x1f, 0x7f, 0xd800})
    void aMessageHasNoControlCharacters(int c) {
        MalformedPolicyException refusal = assertThrows(
                MalformedPolicyException.class, () -> PolicyParser.identityPolicy("{\"Statement\":" + (char) c + "}"));
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.contains("instead of U+%04X".formatted(c)), message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            true  | 's3:max-keys':'1'     | NumericEquals
            false | 'aws:SourceIp':'192.0.2.0/24' | IpAddress
            true  | 'aws:SourceIp':'0.0.0.0/1' | IpAddress
            true  | 'aws:SourceIp':['192.0.2.0/24','0.0.0.0/0'] | IpAddress
            true  | 'aws:SourceIp':'192.0.2.0/24' | NotIpAddress
            true  | 'aws:SourceIp':'192.0.2.0/24' | IpAddressIfExists
            false | 'aws:PrincipalArn':'arn:aws:iam::111111111111:user/a' | ArnEquals
            true  | 'aws:PrincipalArn':'arn:aws:iam::*:user/a' | ArnLike
            """)
    void aPolicyForEverybodyIsPublicUnlessItsConditionsAreNarrow(boolean open, String check, String operator) {
        String rest = "'Action':'s3:GetObject','Resource':'arn:aws:s3:::bucket/*','Condition':{'" + operator + "':{"
                + check + "}}";
        assertEquals(open, parse(allow(rest)).isPublic());
    }

    @Test
    void aPolicyForNamedPrincipalsIsNotPublic() {
        String rest = "'Action':'s3:GetObject','Resource':'arn:aws:s3:::bucket/*'}]}";
        String begin = "{'Statement':[{'Effect':";
        assertFalse(parse(begin + "'Allow','Principal':{'AWS':'111111111111'}," + rest)
                .isPublic());
        assertFalse(parse(begin + "'Deny','Principal':'*'," + rest).isPublic());
        assertTrue(parse(begin + "'Allow','NotPrincipal':{'AWS':'111111111111'}," + rest)
                .isPublic());
        assertTrue(parse(begin + "'Allow','Principal':{'AWS':['111111111111','*']}," + rest)
                .isPublic());
    }
}
