package io.geckos.storage.rados.multipart;

import io.geckos.domain.multipart.CompletedObject;
import io.geckos.domain.multipart.PartReference;
import io.geckos.domain.multipart.UploadCompletion;
import io.geckos.domain.object.ObjectPart;
import io.geckos.storage.rados.format.DataSegment;
import io.geckos.storage.rados.format.ObjectContent;
import io.geckos.storage.rados.format.PartRow;
import io.geckos.storage.rados.format.UploadRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rows of the parts that a completion names, and the object that they become. */
record PartAssembly(UploadRow upload, List<PartRow> chosen, CompletedObject object) {
    /** Throws as {@link io.geckos.domain.multipart.MultipartStore#complete} does, but not for its condition. */
    static PartAssembly of(UploadRow upload, List<PartRow> stored, UploadCompletion completion) {
        Map<Integer, PartRow> byNumber =
                stored.stream().collect(Collectors.toMap(it -> it.part().number(), Function.identity()));
        List<PartRow> chosen = new ArrayList<>(completion.parts().size());
        for (PartReference reference : completion.parts()) {
            PartRow row = byNumber.get(reference.number());
            CompletedObject.requireMatch(reference, Optional.ofNullable(row).map(PartRow::part));
            chosen.add(row);
        }
        List<ObjectPart> parts = chosen.stream().map(PartRow::part).toList();
        return new PartAssembly(upload, chosen, CompletedObject.of(completion, upload.checksum(), parts));
    }

    /** The content of the object, as its row has it. */
    ObjectContent content(String uploadId, DataSegment manifest) {
        return new ObjectContent(
                object.etag(),
                object.size(),
                object.checksum().stream().toList(),
                chosen.size(),
                upload.spec(),
                manifest,
                Optional.of(uploadId));
    }
}
