package io.plumbline.deploy.imports;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV file (RFC 4180), each with the text that it is written as. A quote that is never closed would make
 * one record of all that follows, so its line alone is faulty and reading resumes with the next one.
 */
final class CsvRecords {

    /** More than this between two quotes is taken for a quote that is not closed. */
    private static final int LONGEST_QUOTED = 1 << 20;

    private static final int ROOM = 1 << 16;
    private static final Pattern SEPARATOR = Pattern.compile("\"?sep=([^\"])\"?", Pattern.CASE_INSENSITIVE);

    /**
     * @param line where it begins, from 1
     * @param lastLine where it ends
     * @param raw as it is written, without the end of its last line
     * @param fault what is wrong with its quotes; empty where nothing is
     */
    record CsvRecord(long line, long lastLine, String raw, List<String> fields, String fault) {}

    private final Reader in;
    private final char quote;
    private final String preamble;
    private final String delimiter;
    private char[] text = new char[2 * ROOM];
    private int begin;
    private int end;
    private boolean ended;
    private long line = 1;
    private String lineEnd = "\n";

    /** Up to this line a quote within a value that is not quoted is faulty: it may have closed one that was left open. */
    private long strictUntil;

    /** @param strict whether a quote may only stand within a quoted value */
    CsvRecords(Reader in, Mapping.Csv csv, boolean strict) throws IOException {
        this.in = in;
        this.quote = csv.quote().charAt(0);
        this.strictUntil = strict ? Long.MAX_VALUE : 0;
        int first = lineLength();
        Matcher separator = SEPARATOR.matcher(new String(text, begin, first));
        if (separator.matches()) {
            // Excel's way of saying what separates the values of this file
            delimiter = separator.group(1);
            preamble = new String(text, begin, first + lineEnd(first));
            skip(first, lineEnd(first));
        } else {
            delimiter = csv.delimiter();
            preamble = "";
        }
    }

    /** What stands before the first record, with the end of its line. */
    String preamble() {
        return preamble;
    }

    String delimiter() {
        return delimiter;
    }

    /** How lines end here, as far as has been read. */
    String lineEnd() {
        return lineEnd;
    }

    /** The next record; null at the end. Empty lines are none. */
    @Nullable CsvRecord next() throws IOException {
        while (lineEnd(0) > 0) {
            skip(0, lineEnd(0));
        }
        return has(0) ? read() : null;
    }

    private CsvRecord read() throws IOException {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean bare = false;
        long last = line;
        int i = 0;
        while (true) {
            field.setLength(0);
            if (has(i) && at(i) == quote) {
                int from = i + 1;
                for (i = from; !isClosed(i); ) {
                    if (!has(i) || i - from > LONGEST_QUOTED) {
                        return broken(last, "has a quote that is not closed");
                    }
                    if (at(i) == quote) {
                        field.append(quote);
                        i += 2;
                    } else {
                        int ofLine = lineEnd(i);
                        last += ofLine > 0 ? 1 : 0;
                        field.append(text, begin + i, Math.max(1, ofLine));
                        i += Math.max(1, ofLine);
                    }
                }
                for (i++; has(i) && at(i) == ' ' && !isDelimiter(i); ) {
                    i++;
                }
                if (!isEnd(i)) {
                    return broken(
                            last,
                            last == line
                                    ? "has text after a closing quote"
                                    : "has a quote that is closed in line %d, with text after it".formatted(last));
                }
            } else {
                for (; !isEnd(i); i++) {
                    bare |= at(i) == quote;
                    field.append(at(i));
                }
            }
            fields.add(field.toString());
            if (!isDelimiter(i)) {
                break;
            }
            i += delimiter.length();
        }
        String fault = bare && line <= strictUntil ? "has a quote within a value that does not begin with one" : "";
        var read = new CsvRecord(line, last, new String(text, begin, i), fields, fault);
        line = last;
        skip(i, lineEnd(i));
        return read;
    }

    /** The first line alone, since nobody knows where the record was to end. */
    private CsvRecord broken(long last, String fault) throws IOException {
        strictUntil = Math.max(strictUntil, last);
        int length = lineLength();
        String raw = new String(text, begin, length);
        var read = new CsvRecord(line, line, raw, List.of(raw), fault);
        skip(length, lineEnd(length));
        return read;
    }

    /** Whether the quoted value ends with the quote here. */
    private boolean isClosed(int i) throws IOException {
        return has(i) && at(i) == quote && !(has(i + 1) && at(i + 1) == quote);
    }

    private boolean isEnd(int i) throws IOException {
        return !has(i) || isDelimiter(i) || lineEnd(i) > 0;
    }

    private boolean isDelimiter(int i) throws IOException {
        for (int d = 0; d < delimiter.length(); d++) {
            if (!has(i + d) || at(i + d) != delimiter.charAt(d)) {
                return false;
            }
        }
        return true;
    }

    private int lineLength() throws IOException {
        int length = 0;
        while (has(length) && lineEnd(length) == 0) {
            length++;
        }
        return length;
    }

    /** How many characters end a line here; zero where none does. */
    private int lineEnd(int i) throws IOException {
        if (!has(i)) {
            return 0;
        }
        return switch (at(i)) {
            case '\n' -> 1;
            case '\r' -> has(i + 1) && at(i + 1) == '\n' ? 2 : 1;
            default -> 0;
        };
    }

    private void skip(int length, int ofLineEnd) {
        if (ofLineEnd > 0) {
            lineEnd = new String(text, begin + length, ofLineEnd);
            line++;
        }
        begin += length + ofLineEnd;
    }

    /** A character of the record that is being read, from 0. */
    private char at(int i) {
        return text[begin + i];
    }

    private boolean has(int i) throws IOException {
        while (begin + i >= end && !ended) {
            fill();
        }
        return begin + i < end;
    }

    private void fill() throws IOException {
        if (text.length - end < ROOM) {
            char[] target = end - begin > text.length / 2 ? new char[2 * text.length] : text;
            System.arraycopy(text, begin, target, 0, end - begin);
            end -= begin;
            begin = 0;
            text = target;
        }
        int read = in.read(text, end, text.length - end);
        ended = read < 0;
        end += Math.max(0, read);
    }

    /** A value as it is written: quoted where it has to be. */
    static String written(String value, String delimiter, char quote) {
        boolean plain = !value.contains(delimiter)
                && value.indexOf(quote) < 0
                && value.indexOf('\n') < 0
                && value.indexOf('\r') < 0;
        return plain ? value : quoted(value, quote);
    }

    static String quoted(String value, char quote) {
        return quote + value.replace(Character.toString(quote), "" + quote + quote) + quote;
    }
}
