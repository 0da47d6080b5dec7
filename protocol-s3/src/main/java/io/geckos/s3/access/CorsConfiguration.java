package io.geckos.s3.access;

import io.geckos.domain.text.AsciiNumber;
import io.geckos.s3.wire.S3Error;
import io.geckos.s3.wire.S3Exception;
import io.geckos.s3.wire.XmlCodec;
import io.geckos.s3.wire.XmlDocument;
import io.geckos.s3.wire.XmlReader;
import io.geckos.s3.wire.XmlWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.xml.stream.XMLStreamException;

/**
 * The CORS rules of a bucket, for requests by scripts of other origins. The first rule that allows a request is used.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_CORSConfiguration.html">CORSConfiguration</a>
 */
public record CorsConfiguration(List<CorsRule> rules) implements XmlDocument {
    /** Reads and writes the XML document. */
    public static final XmlCodec<CorsConfiguration> CODEC =
            new XmlCodec<>(64 * 1024, CorsConfiguration::parse, it -> it);

    private static final int MAX_RULES = 100;
    private static final int MAX_ID = 255;
    /** The methods that a rule may name. */
    static final List<String> METHODS = List.of("GET", "PUT", "POST", "DELETE", "HEAD");

    /** The response headers that scripts may see if the server's own setting allows their origin. */
    private static final List<String> EXPOSED = List.of(
            "ETag",
            "Location",
            "Accept-Ranges",
            "Content-Range",
            "Content-Encoding",
            "Content-Disposition",
            "x-amz-request-id",
            "x-amz-id-2",
            "x-amz-version-id",
            "x-amz-delete-marker",
            "x-amz-expiration",
            "x-amz-tagging-count",
            "x-amz-mp-parts-count",
            "x-amz-checksum-crc32",
            "x-amz-checksum-crc32c",
            "x-amz-checksum-crc64nvme",
            "x-amz-checksum-sha1",
            "x-amz-checksum-sha256",
            "x-amz-checksum-type");

    /** Copies the collections. */
    public CorsConfiguration {
        rules = List.copyOf(rules);
    }

    /** A configuration that allows everything to {@code origins}. */
    static CorsConfiguration allowingAll(List<String> origins) {
        CorsRule rule = new CorsRule(Optional.empty(), origins, METHODS, List.of("*"), EXPOSED, OptionalInt.of(3600));
        return new CorsConfiguration(List.of(rule));
    }

    /** The rule that allows a request. */
    Optional<CorsRule> allowing(CorsRequest request) {
        return rules.stream().filter(rule -> rule.allows(request)).findFirst();
    }

    private static CorsConfiguration parse(XmlReader xml) throws XMLStreamException {
        List<CorsRule> rules = new ArrayList<>();
        xml.root("CORSConfiguration");
        while (xml.nextChild("CORSRule")) {
            if (!xml.name().equals("CORSRule") || rules.size() == MAX_RULES) {
                throw xml.unexpected();
            }
            rules.add(rule(xml));
        }
        if (rules.isEmpty()) {
            throw XmlReader.malformed();
        }
        return new CorsConfiguration(rules);
    }

    private static CorsRule rule(XmlReader xml) throws XMLStreamException {
        Optional<String> id = Optional.empty();
        List<String> origins = new ArrayList<>();
        List<String> methods = new ArrayList<>();
        List<String> headers = new ArrayList<>();
        List<String> exposed = new ArrayList<>();
        OptionalInt maxAge = OptionalInt.empty();
        while (xml.nextChild("AllowedOrigin", "AllowedMethod", "AllowedHeader", "ExposeHeader")) {
            switch (xml.name()) {
                case "ID" -> id = Optional.of(id(xml.text()));
                case "AllowedOrigin" -> origins.add(pattern("AllowedOrigin", xml.text()));
                case "AllowedMethod" -> methods.add(method(xml.text()));
                case "AllowedHeader" -> headers.add(pattern("AllowedHeader", xml.text()));
                case "ExposeHeader" -> exposed.add(exposed(xml.text()));
                case "MaxAgeSeconds" -> maxAge = OptionalInt.of(seconds(xml.text()));
                default -> throw xml.unexpected();
            }
        }
        if (origins.isEmpty() || methods.isEmpty()) {
            throw XmlReader.malformed();
        }
        return new CorsRule(id, origins, methods, headers, exposed, maxAge);
    }

    private static String id(String text) {
        if (text.length() > MAX_ID) {
            throw S3Exception.invalidArgument("ID must be at most " + MAX_ID + " characters long.", "ID", text);
        }
        return text;
    }

    private static String method(String text) {
        if (!METHODS.contains(text)) {
            throw invalid("Found unsupported HTTP method in CORS config. Unsupported method is " + text);
        }
        return text;
    }

    private static String pattern(String element, String text) {
        if (text.indexOf('*') != text.lastIndexOf('*')) {
            throw invalid(element + " \"" + text + "\" can not have more than one wildcard.");
        }
        return printable(element, text);
    }

    private static String exposed(String text) {
        if (text.indexOf('*') >= 0) {
            throw invalid("ExposeHeader \"" + text + "\" contains wildcard. We currently do not support wildcard for"
                    + " ExposeHeader.");
        }
        return printable("ExposeHeader", text);
    }

    /** Refuses control characters, because the text can become a header of an answer. */
    private static String printable(String element, String text) {
        if (!isPrintable(text)) {
            throw invalid(element + " must be printable ASCII without spaces.");
        }
        return text;
    }

    static boolean isPrintable(String text) {
        return text.chars().allMatch(c -> c > ' ' && c < 0x7f);
    }

    private static int seconds(String text) {
        try {
            int seconds = AsciiNumber.parseInt(text.strip());
            if (seconds >= 0) {
                return seconds;
            }
        } catch (NumberFormatException _) {
            // The exception below reports it.
        }
        throw XmlReader.malformed();
    }

    private static S3Exception invalid(String message) {
        return new S3Exception(S3Error.InvalidRequest, message);
    }

    @Override
    public void writeTo(XmlWriter xml) throws IOException {
        xml.root("CORSConfiguration");
        for (CorsRule rule : rules) {
            xml.open("CORSRule");
            if (rule.id().isPresent()) {
                xml.element("ID", rule.id().get());
            }
            elements(xml, "AllowedHeader", rule.headers());
            elements(xml, "AllowedMethod", rule.methods());
            elements(xml, "AllowedOrigin", rule.origins());
            elements(xml, "ExposeHeader", rule.exposed());
            if (rule.maxAge().isPresent()) {
                xml.element("MaxAgeSeconds", rule.maxAge().getAsInt());
            }
            xml.close();
        }
        xml.close();
    }

    private static void elements(XmlWriter xml, String name, List<String> texts) throws IOException {
        for (String text : texts) {
            xml.element(name, text);
        }
    }
}
