package io.geckos.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session that outlives its user or role is nobody's: it does not even learn whose it was. */
class OutlivedSessionTest {
    private static final String ALL =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}";
    private static final String ANYBODY =
            "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sts:AssumeRole\"}}";
    private static final String ROLE = "arn:aws:iam::000000000000:role/reader";

    private final IamClient client = new IamClient();

    @BeforeEach
    void makeRole() {
        client.root("CreateRole", "RoleName", "reader", "AssumeRolePolicyDocument", ANYBODY);
    }

    private void refused() {
        String[] assume = {"RoleArn", ROLE, "RoleSessionName", "session"};
        for (IamResponse response : new IamResponse[] {
            client.askSts("session", "GetCallerIdentity"),
            client.askSts("session", "GetSessionToken"),
            client.askSts("session", "AssumeRole", assume),
            client.ask("session", "ListUsers")
        }) {
            assertEquals(Optional.of("InvalidClientTokenId"), response.error(), response.document());
        }
    }

    @Test
    void ofADeletedUser() {
        client.root("CreateUser", "UserName", "alice");
        client.root("PutUserPolicy", "UserName", "alice", "PolicyName", "all", "PolicyDocument", ALL);
        client.use(client.askSts("alice", "GetSessionToken").document());
        assertEquals(200, client.askSts("session", "GetCallerIdentity").status());
        client.root("DeleteUserPolicy", "UserName", "alice", "PolicyName", "all");
        client.root("DeleteUser", "UserName", "alice");
        refused();
        client.root("CreateUser", "UserName", "alice");
        client.root("PutUserPolicy", "UserName", "alice", "PolicyName", "all", "PolicyDocument", ALL);
        refused();
    }

    @Test
    void ofAFederatedUserWhoseUserIsDeleted() {
        client.root("CreateUser", "UserName", "alice");
        client.root("PutUserPolicy", "UserName", "alice", "PolicyName", "all", "PolicyDocument", ALL);
        client.use(client.askSts("alice", "GetFederationToken", "Name", "guest").document());
        assertEquals(200, client.askSts("session", "GetCallerIdentity").status());
        client.root("DeleteUserPolicy", "UserName", "alice", "PolicyName", "all");
        client.root("DeleteUser", "UserName", "alice");
        refused();
    }

    @Test
    void ofADeletedRole() {
        client.use(client.askSts("root", "AssumeRole", "RoleArn", ROLE, "RoleSessionName", "session")
                .document());
        assertEquals(200, client.askSts("session", "GetCallerIdentity").status());
        client.root("DeleteRole", "RoleName", "reader");
        refused();
        client.root("CreateRole", "RoleName", "reader", "AssumeRolePolicyDocument", ANYBODY);
        refused();
    }
}
