package io.plumbline.deploy.imports;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The encoding of a file. A byte that is none of the encoding becomes a character that no encoding can hold, half of a
 * surrogate pair, and that character is written as the byte it was: what was read can always be written as it came, and a
 * replacement character that really stands in the file is one like others.
 *
 * @param mark the byte order mark that the file begins with; empty where it has none
 */
record Encoding(Charset charset, String mark) {

    private static final char ESCAPE = '\uDC00';
    private static final char LAST_ESCAPE = '\uDCFF';
    private static final String MARK = "\uFEFF";

    /** Reads past the byte order mark, which says more about the encoding than the mapping does. */
    static Encoding of(BufferedInputStream in, Charset otherwise) throws IOException {
        in.mark(3);
        byte[] begin = in.readNBytes(3);
        for (Charset charset :
                new Charset[] {StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE}) {
            byte[] mark = MARK.getBytes(charset);
            if (begin.length >= mark.length && Arrays.equals(begin, 0, mark.length, mark, 0, mark.length)) {
                in.reset();
                in.skipNBytes(mark.length);
                return new Encoding(charset, MARK);
            }
        }
        in.reset();
        // without a mark, Java reads UTF-16 as big-endian, and would write a mark before every text
        return new Encoding(otherwise.equals(StandardCharsets.UTF_16) ? StandardCharsets.UTF_16BE : otherwise, "");
    }

    Reader reader(InputStream in) {
        return new Escaping(in, charset);
    }

    /** Where the first byte that is none of the encoding became a character; -1 where there is none. */
    static int firstEscape(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            if (isEscape(text, i)) {
                return i;
            }
        }
        return -1;
    }

    /** A byte in hexadecimal, of the character that stands for it. */
    static String escaped(char escape) {
        return "0x%02X".formatted(escape - ESCAPE);
    }

    private static boolean isEscape(CharSequence text, int i) {
        char c = text.charAt(i);
        return c >= ESCAPE && c <= LAST_ESCAPE && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }

    /** Characters that the encoding doesn't have, as the reasons of refusals may hold, become question marks. */
    void write(String text, OutputStream out) throws IOException {
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            if (isEscape(text, i)) {
                out.write(text.substring(from, i).getBytes(charset));
                out.write(text.charAt(i) - ESCAPE);
                from = i + 1;
            }
        }
        out.write(text.substring(from).getBytes(charset));
    }

    private static final class Escaping extends Reader {

        private static final int BUFFER = 64 * 1024;

        private final InputStream in;
        private final CharsetDecoder decoder;
        private final int unit;
        private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).flip();
        private boolean ended;
        private boolean flushed;

        Escaping(InputStream in, Charset charset) {
            this.in = in;
            this.decoder = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT);
            this.unit = " ".getBytes(charset).length;
        }

        @Override
        public int read(char[] target, int offset, int length) throws IOException {
            CharBuffer chars = CharBuffer.wrap(target, offset, length);
            while (!flushed && chars.remaining() >= unit) {
                CoderResult result = decoder.decode(bytes, chars, ended);
                if (result.isError()) {
                    // of malformed bytes only the first is at fault, a line's end after it is one
                    int wrong = result.isMalformed() ? Math.min(unit, result.length()) : result.length();
                    if (chars.remaining() < wrong) {
                        break;
                    }
                    for (int i = 0; i < wrong; i++) {
                        chars.put((char) (ESCAPE + (bytes.get() & 0xFF)));
                    }
                } else if (result.isOverflow()) {
                    break;
                } else if (ended) {
                    flushed = decoder.flush(chars).isUnderflow();
                } else {
                    fill();
                }
            }
            int read = length - chars.remaining();
            return read == 0 && flushed ? -1 : read;
        }

        private void fill() throws IOException {
            bytes.compact();
            int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
            ended = read < 0;
            bytes.position(bytes.position() + Math.max(0, read)).flip();
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
