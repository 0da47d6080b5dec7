/** The load driver. It knows S3 from the outside only: it uses none of the server's modules. */
@SuppressWarnings("requires-automatic")
module io.geckos.bench {
    requires static org.jspecify;
    requires HdrHistogram;
    requires info.picocli;
    requires io.geckos.signer;
    requires jakarta.json;
    requires me.tongfei.progressbar;

    opens io.geckos.bench.data to
            info.picocli;
    opens io.geckos.bench to
            info.picocli;
}
