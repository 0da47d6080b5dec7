package io.geckos.iam.operation;

import io.geckos.access.identity.PolicyOwner;
import io.geckos.access.store.IamException;
import io.geckos.access.store.IamException.Code;
import io.geckos.access.store.IamUsers;
import io.geckos.access.store.UserStore;
import io.geckos.iam.wire.XmlElement;
import java.util.List;
import java.util.TreeMap;

/**
 * Questions for credentials that this server does not have: passwords, MFA devices, SSH keys and certificates of users, and
 * providers of identities. Programs ask them before they delete a user, and learn that there are none.
 */
final class AbsentCredentialOperations {
    private static final String NAME = "UserName";

    private final UserStore store;
    private final IamUsers users;
    private final AccountArns arns;

    AbsentCredentialOperations(UserStore store, String account) {
        this.store = store;
        this.users = new IamUsers(store);
        this.arns = new AccountArns(account);
    }

    List<IamOperation> all() {
        return List.of(
                empty("ListMFADevices", "MFADevices", ""),
                empty("ListSSHPublicKeys", "SSHPublicKeys", ""),
                empty("ListSigningCertificates", "Certificates", ""),
                empty("ListServiceSpecificCredentials", "ServiceSpecificCredentials", " ServiceName"),
                IamOperation.of(
                        "ListVirtualMFADevices",
                        "AssignmentStatus " + ListPagination.PARAMETERS,
                        _ -> arns.of("mfa", ""),
                        call -> none(call, "VirtualMFADevices")),
                IamOperation.of(
                        "ListOpenIDConnectProviders",
                        "",
                        _ -> arns.of("oidc-provider", ""),
                        _ -> List.of(XmlElement.of("OpenIDConnectProviderList"))),
                IamOperation.of(
                        "ListSAMLProviders",
                        "",
                        _ -> arns.of("saml-provider", ""),
                        _ -> List.of(XmlElement.of("SAMLProviderList"))),
                IamOperation.of("GetLoginProfile", NAME, this::user, this::noProfile),
                IamOperation.of("DeleteLoginProfile", NAME, this::user, this::noProfile));
    }

    private IamOperation empty(String operation, String list, String more) {
        return IamOperation.of(operation, NAME + " " + ListPagination.PARAMETERS + more, this::user, call -> {
            users.get(call.required(NAME));
            return none(call, list);
        });
    }

    private static List<XmlElement> none(IamCall call, String list) {
        return ListPagination.of(call, list, new TreeMap<>(), _ -> XmlElement.of(list));
    }

    private String user(IamCall call) {
        return arns.owner(store.database(), PolicyOwner.Kind.USER, call.required(NAME));
    }

    private List<XmlElement> noProfile(IamCall call) {
        String name = users.get(call.required(NAME)).entity().name();
        throw new IamException(Code.NoSuchEntity, "Login Profile for User " + name + " cannot be found.");
    }
}
