package io.geckos.server.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.geckos.domain.bucket.Bucket;
import io.geckos.domain.engine.Storage;
import io.geckos.domain.error.StorageException;
import io.geckos.domain.listing.ListPage;
import io.geckos.domain.listing.ListQuery;
import io.geckos.domain.listing.ListStart;
import io.geckos.domain.multipart.UploadEntry;
import io.geckos.domain.multipart.UploadInfo;
import io.geckos.domain.name.BucketName;
import io.geckos.domain.name.ObjectId;
import io.geckos.domain.name.UploadId;
import io.geckos.domain.object.ObjectPart;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Lets an operator look at uploads in parts that are under way, in all buckets, and abort them. */
public final class MultipartUploadsApi {
    private static final String PATH = "/admin/v1/uploads";
    private static final int MOST = 1000;
    private static final String USUAL = "100";

    private final Storage storage;

    public MultipartUploadsApi(Storage storage) {
        this.storage = storage;
    }

    public void route(AdminRoutes routes, AdminAccess access) {
        routes.add("GET", PATH, access.guard(this::list)).add("DELETE", PATH, access.guard(this::abort));
    }

    /**
     * The place where a page begins.
     *
     * @param cursor the token of the bucket's own listing; empty for its beginning
     */
    private record Start(String bucket, String cursor) {
        private static final Start BEGINNING = new Start("", "");

        static Start of(String token) {
            try {
                String[] pieces = new String(Base64.getUrlDecoder().decode(token), UTF_8).split("/", 2);
                return new Start(pieces[0], pieces[1]);
            } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException _) {
                throw new AdminRefusal(400, "after is not what next was in an answer");
            }
        }

        String token() {
            return Base64.getUrlEncoder().withoutPadding().encodeToString((bucket + "/" + cursor).getBytes(UTF_8));
        }

        ListStart from(BucketName name) {
            return name.value().equals(bucket) && !cursor.isEmpty() ? new ListStart.Cursor(cursor) : ListStart.START;
        }
    }

    private AdminResponse list(AdminRequest request) {
        int limit = limit(request.optional("limit").orElse(USUAL));
        Start start = request.optional("after").map(Start::of).orElse(Start.BEGINNING);
        boolean sizes = request.optional("sizes").filter("true"::equals).isPresent();
        JsonArrayBuilder uploads = Json.createArrayBuilder();
        Optional<Start> next = Optional.empty();
        int count = 0;
        for (BucketName bucket : buckets(request, start)) {
            if (count == limit) {
                next = Optional.of(new Start(bucket.value(), ""));
                break;
            }
            ListPage<UploadEntry> page = page(bucket, start.from(bucket), limit - count);
            count += page.items().size();
            page.items().forEach(entry -> uploads.add(json(((UploadEntry.Found) entry).info(), sizes)));
            if (page.next().isPresent()) {
                next = page.next().map(cursor -> new Start(bucket.value(), cursor));
                break;
            }
        }
        JsonObjectBuilder answer = Json.createObjectBuilder().add("uploads", uploads);
        next.ifPresent(it -> answer.add("next", it.token()));
        return AdminResponse.json(answer.build());
    }

    private static int limit(String text) {
        if (text.matches("\\d{1,4}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= MOST) {
            return Integer.parseInt(text);
        }
        throw new AdminRefusal(400, "limit is " + text + ", allowed is a number from 1 to " + MOST);
    }

    /** The requested bucket, or all buckets from the beginning of the page on. */
    private List<BucketName> buckets(AdminRequest request, Start start) {
        Optional<String> asked = request.optional("bucket");
        if (asked.isPresent()) {
            BucketName name = bucket(asked.get());
            try {
                return List.of(storage.buckets().get(name).name());
            } catch (StorageException.NoSuchBucket _) {
                throw noSuchBucket(name.value());
            }
        }
        List<BucketName> names = new ArrayList<>();
        Optional<ListStart> from = Optional.of(ListStart.START);
        while (from.isPresent()) {
            ListPage<Bucket> page = storage.buckets().list(new ListQuery("", Optional.empty(), from.get(), MOST));
            page.items().stream()
                    .map(Bucket::name)
                    .filter(name -> name.value().compareTo(start.bucket()) >= 0)
                    .forEach(names::add);
            from = page.next().map(ListStart.Cursor::new);
        }
        return names;
    }

    private ListPage<UploadEntry> page(BucketName bucket, ListStart from, int limit) {
        try {
            return storage.uploads().listUploads(bucket, new ListQuery("", Optional.empty(), from, limit));
        } catch (StorageException.NoSuchBucket _) {
            // Somebody has deleted it meanwhile.
            return new ListPage<>(List.of(), Optional.empty());
        } catch (IllegalArgumentException _) {
            throw new AdminRefusal(400, "after is not what next was in an answer");
        }
    }

    private JsonObjectBuilder json(UploadInfo info, boolean sizes) {
        JsonObjectBuilder json =
                name(info.id()).add("initiated", info.initiated().toString());
        if (sizes) {
            long bytes = 0;
            int count = 0;
            for (ObjectPart part : parts(info.id())) {
                bytes += part.size();
                count++;
            }
            json.add("parts", count).add("bytes", bytes);
        }
        return json;
    }

    /** The parts of an upload; empty if it has ended meanwhile. */
    private List<ObjectPart> parts(UploadId upload) {
        try {
            return storage.uploads().listParts(upload, 0, ObjectPart.MAX_NUMBER).items();
        } catch (StorageException.NoSuchUpload | StorageException.NoSuchBucket _) {
            return List.of();
        }
    }

    private AdminResponse abort(AdminRequest request) {
        String bucket = bucket(request.parameter("bucket")).value();
        String key = request.parameter("key");
        String upload = request.parameter("upload");
        try {
            UploadId id = new UploadId(ObjectId.of(bucket, key), upload);
            storage.uploads().abort(id);
            return AdminResponse.json(
                    Json.createObjectBuilder().add("aborted", name(id)).build());
        } catch (StorageException.NoSuchBucket _) {
            throw noSuchBucket(bucket);
        } catch (StorageException.NoSuchUpload | IllegalArgumentException _) {
            throw new AdminRefusal(404, "there is no upload " + upload + " of " + bucket + "/" + key);
        }
    }

    private static BucketName bucket(String name) {
        try {
            return new BucketName(name);
        } catch (IllegalArgumentException _) {
            throw noSuchBucket(name);
        }
    }

    private static AdminRefusal noSuchBucket(String name) {
        return new AdminRefusal(404, "there is no bucket " + name);
    }

    private static JsonObjectBuilder name(UploadId id) {
        return Json.createObjectBuilder()
                .add("bucket", id.object().bucket().value())
                .add("key", id.object().key().value())
                .add("upload", id.value());
    }
}
