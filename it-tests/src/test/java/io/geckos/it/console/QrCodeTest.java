package io.geckos.it.console;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.zxing.common.DecoderResult;
import com.google.zxing.qrcode.decoder.Decoder;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.util.Base64;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The QR codes of the console, read by another program. */
class QrCodeTest extends OpenConsoleTest {
    private static final int LONGEST = 2953;

    private static JsonArray codeOf(String text) throws Exception {
        String encoded = Base64.getEncoder().encodeToString(text.getBytes(US_ASCII));
        return visitor.script("return import(folder + 'qr-code.js').then(({qrCode}) => qrCode(atob('" + encoded
                        + "'))?.map((row) => row.map(Number).join('')) ?? []);")
                .asJsonArray();
    }

    private static DecoderResult read(JsonArray rows) throws Exception {
        boolean[][] modules = new boolean[rows.size()][rows.size()];
        for (int y = 0; y < rows.size(); y++) {
            String row = ((JsonString) rows.get(y)).getString();
            for (int x = 0; x < rows.size(); x++) {
                modules[y][x] = row.charAt(x) == '1';
            }
        }
        return new Decoder().decode(modules);
    }

    private static String text(int length) {
        return new Random(length)
                .ints(length, ' ', '~' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** Every size of a code, which are 40. */
    @Test
    void linksOfEveryLengthAreRead() throws Exception {
        visitor.open();
        Set<Integer> sizes = new HashSet<>();
        for (int length = LONGEST; length > 0; length -= 1 + length / 30) {
            JsonArray code = codeOf(text(length));
            DecoderResult read = read(code);
            assertEquals(text(length), read.getText());
            assertEquals(0, read.getErrorsCorrected(), "of " + length + " characters");
            assertEquals("L", read.getECLevel());
            sizes.add(code.size());
        }
        assertEquals(40, sizes.size(), sizes.toString());
        assertEquals(0, codeOf(text(LONGEST + 1)).size());
    }
}
