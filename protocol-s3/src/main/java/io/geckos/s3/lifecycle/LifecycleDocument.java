package io.geckos.s3.lifecycle;

import io.geckos.domain.lifecycle.LifecycleAction;
import io.geckos.domain.lifecycle.LifecycleConfiguration;
import io.geckos.domain.lifecycle.LifecycleFilter;
import io.geckos.domain.lifecycle.LifecycleRule;
import io.geckos.s3.wire.XmlCodec;
import io.geckos.s3.wire.XmlDocument;
import io.geckos.s3.wire.XmlWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The lifecycle rules of a bucket in the form in which a client put them, so that it gets them back alike.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html">PutBucketLifecycleConfiguration</a>
 */
public record LifecycleDocument(List<Entry> entries) implements XmlDocument {
    /** How it is put, kept and got. */
    public static final XmlCodec<LifecycleDocument> CODEC =
            new XmlCodec<>(1L << 20, LifecycleParser::parse, document -> document);

    /** Copies the collections. */
    public LifecycleDocument {
        entries = List.copyOf(entries);
    }

    /** How a rule says which objects it is about. */
    enum FilterForm {
        /** By a Prefix of its own, as rules did before there were filters. */
        PREFIX,
        /** By a Filter with nothing in it. */
        EMPTY,
        /** By a Filter with one condition. */
        SINGLE,
        /** By a Filter with an And that has no Prefix. */
        AND,
        /** By a Filter with an And that has a Prefix, which may be empty. */
        AND_WITH_PREFIX
    }

    /** One rule. */
    record Entry(LifecycleRule rule, FilterForm form) {}

    /** The rules that a store's document holds; one that this server wrote itself. */
    public static LifecycleConfiguration read(String stored) {
        return CODEC.read(stored).configuration();
    }

    LifecycleConfiguration configuration() {
        return new LifecycleConfiguration(entries.stream().map(Entry::rule).toList());
    }

    @Override
    public void writeTo(XmlWriter xml) throws IOException {
        xml.root("LifecycleConfiguration");
        for (Entry entry : entries) {
            xml.open("Rule").element("ID", entry.rule().id());
            filter(xml, entry.rule().filter(), entry.form());
            xml.element("Status", entry.rule().enabled() ? "Enabled" : "Disabled");
            for (LifecycleAction action : entry.rule().actions()) {
                action(xml, action);
            }
            xml.close();
        }
        xml.close();
    }

    private static void filter(XmlWriter xml, LifecycleFilter filter, FilterForm form) throws IOException {
        if (form == FilterForm.PREFIX) {
            xml.element("Prefix", filter.prefix());
            return;
        }
        xml.open("Filter");
        switch (form) {
            case AND, AND_WITH_PREFIX -> {
                xml.open("And");
                conditions(xml, filter, form == FilterForm.AND_WITH_PREFIX);
                xml.close();
            }
            case SINGLE -> conditions(xml, filter, filter.equals(withPrefix(filter)));
            case EMPTY, PREFIX -> {}
        }
        xml.close();
    }

    /** The filter that has only the prefix of {@code filter}. */
    private static LifecycleFilter withPrefix(LifecycleFilter filter) {
        return new LifecycleFilter(
                filter.prefix(), Map.of(), LifecycleFilter.ALL.largerThan(), LifecycleFilter.ALL.smallerThan());
    }

    private static void conditions(XmlWriter xml, LifecycleFilter filter, boolean prefix) throws IOException {
        if (prefix) {
            xml.element("Prefix", filter.prefix());
        }
        for (Map.Entry<String, String> tag : filter.tags().entrySet()) {
            xml.open("Tag")
                    .element("Key", tag.getKey())
                    .element("Value", tag.getValue())
                    .close();
        }
        if (filter.largerThan().isPresent()) {
            xml.element("ObjectSizeGreaterThan", filter.largerThan().getAsLong());
        }
        if (filter.smallerThan().isPresent()) {
            xml.element("ObjectSizeLessThan", filter.smallerThan().getAsLong());
        }
    }

    private static void action(XmlWriter xml, LifecycleAction action) throws IOException {
        switch (action) {
            case LifecycleAction.ExpireAfter after ->
                xml.open("Expiration").element("Days", after.days()).close();
            case LifecycleAction.ExpireOn on ->
                xml.open("Expiration").element("Date", on.date().toString()).close();
            case LifecycleAction.RemoveLoneMarkers _ ->
                xml.open("Expiration")
                        .element("ExpiredObjectDeleteMarker", true)
                        .close();
            case LifecycleAction.ExpireNoncurrent old -> {
                xml.open("NoncurrentVersionExpiration").element("NoncurrentDays", old.days());
                if (old.newerToKeep() > 0) {
                    xml.element("NewerNoncurrentVersions", old.newerToKeep());
                }
                xml.close();
            }
            case LifecycleAction.AbortUploads abort ->
                xml.open("AbortIncompleteMultipartUpload")
                        .element("DaysAfterInitiation", abort.days())
                        .close();
        }
    }
}
