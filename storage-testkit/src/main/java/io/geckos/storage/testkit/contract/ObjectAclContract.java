package io.geckos.storage.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.geckos.domain.error.StorageException.NoSuchObject;
import io.geckos.domain.name.Principal;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.name.Version;
import io.geckos.domain.object.ObjectInfo;
import io.geckos.domain.object.ObjectSpec;
import io.geckos.domain.object.StoredObject;
import io.geckos.domain.object.WriteCondition;
import io.geckos.domain.security.AccessControlList;
import io.geckos.domain.security.AccessControlList.Grant;
import io.geckos.domain.security.AccessControlList.Grantee;
import io.geckos.domain.security.AccessControlList.Permission;
import io.geckos.storage.testkit.data.Uploads;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Access control lists are kept with their objects and changed without touching anything else. */
public abstract class ObjectAclContract extends MultipartContract {
    private static final Principal OWNER = new Principal("0123", "name with spaces");
    private static final AccessControlList OPEN = new AccessControlList(
            OWNER,
            List.of(
                    new Grant(new Grantee.User(OWNER), Permission.FULL_CONTROL),
                    new Grant(Grantee.Group.ALL_USERS, Permission.READ)));

    private ObjectInfo put(String key) {
        return storage.objects()
                .put(id(key), ObjectSpec.EMPTY.withAcl(Optional.of(OPEN)), Uploads.of("bytes"), WriteCondition.ALWAYS);
    }

    @Test
    void aListIsKeptWithItsObjectAcrossARestart() {
        ObjectInfo info = put("a");
        assertEquals(Optional.of(OPEN), info.spec().acl());
        assertEquals(info, stat("a"));
        storage = reopen(storage);
        assertEquals(info, stat("a"));
    }

    @Test
    void settingAListChangesNothingElse() {
        ObjectInfo info = storage.objects().put(id("a"), ObjectSpec.EMPTY, Uploads.of("bytes"), WriteCondition.ALWAYS);
        assertEquals(Optional.empty(), info.spec().acl());
        ObjectInfo set = storage.objects().setAcl(id("a"), Version.LATEST, OPEN);
        assertEquals(info.withSpec(info.spec().withAcl(Optional.of(OPEN))), set);
        assertEquals(set, stat("a"));
        AccessControlList closed = AccessControlList.ofOwner(OWNER);
        storage.objects().setAcl(id("a"), Version.LATEST, closed);
        assertEquals(Optional.of(closed), stat("a").spec().acl());
        assertThrows(NoSuchObject.class, () -> storage.objects().setAcl(id("none"), Version.LATEST, OPEN));
    }

    @Test
    void aCopyHasTheListThatItIsGiven() {
        put("a");
        try (StoredObject opened = open("a")) {
            storage.objects().copy(opened, id("b"), ObjectSpec.EMPTY, Set.of(), WriteCondition.ALWAYS);
        }
        assertEquals(Optional.empty(), stat("b").spec().acl());
    }

    @Test
    void anUploadInPartsKeepsItsListUntilItIsCompletedAcrossARestart() {
        UploadId upload = storage.uploads()
                .begin(id("a"), ObjectSpec.EMPTY.withAcl(Optional.of(OPEN)), Optional.empty())
                .id();
        storage = reopen(storage);
        assertEquals(Optional.of(OPEN), storage.uploads().get(upload).spec().acl());
    }
}
