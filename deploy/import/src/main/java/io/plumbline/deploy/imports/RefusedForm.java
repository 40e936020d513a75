package io.plumbline.deploy.imports;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * How the refused rows of a file are written: as they came, with their line and the reason behind. A row with too many
 * columns, too few, or a quote that is not closed is still one when it is read again.
 */
final class RefusedForm {

    static final String LINE = "refused_line";
    static final String REASON = "refused_reason";

    /** In NDJSON, what is no object and so cannot have members of its own. */
    static final String RECORD = "refused_record";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern ANNOTATED_OBJECT = Pattern.compile(
            "^(.*?),?\\s*\"" + LINE + "\"\\s*:\\s*(\\d+)\\s*,\\s*\"" + REASON
                    + "\"\\s*:\\s*\"(?:[^\"\\\\]++|\\\\.)*+\"\\s*}\\s*$",
            Pattern.DOTALL);

    /**
     * A row as it was exported.
     *
     * @param added how many columns an earlier refusal added to it, which it does not have any more
     */
    record Original(long line, String raw, int added) {}

    private final Encoding encoding;
    private final String head;
    private final String delimiter;
    private final char quote;
    private final Supplier<String> lineEnd;
    private final @Nullable Pattern annotated;

    private RefusedForm(
            Encoding encoding,
            String head,
            String delimiter,
            char quote,
            Supplier<String> lineEnd,
            @Nullable Pattern annotated) {
        this.encoding = encoding;
        this.head = head;
        this.delimiter = delimiter;
        this.quote = quote;
        this.lineEnd = lineEnd;
        this.annotated = annotated;
    }

    /**
     * @param preamble what stands before the header, with the end of its line
     * @param header as it is written; what an earlier refusal added is written anew
     */
    static RefusedForm csv(
            Encoding encoding, String preamble, String header, String delimiter, char quote, Supplier<String> lineEnd) {
        String d = Pattern.quote(delimiter);
        String q = Pattern.quote(Character.toString(quote));
        Matcher added = Pattern.compile(
                        "^(.*)%s%s?%s%s?%s%s?%s%s?\\s*$".formatted(d, q, LINE, q, d, q, REASON, q), Pattern.DOTALL)
                .matcher(header);
        // the reason is a quoted value, or was saved by something that quotes only where it must
        Pattern annotated = added.matches()
                ? Pattern.compile(
                        "^(.*)%s%s?(\\d+)%s?%s(?:%s(?:[^%s]++|%s%s)*+%s|[^%s]*)$"
                                .formatted(d, q, q, d, q, q, q, q, q, q),
                        Pattern.DOTALL)
                : null;
        return new RefusedForm(
                encoding,
                preamble + (annotated == null ? header : added.group(1)),
                delimiter,
                quote,
                lineEnd,
                annotated);
    }

    static RefusedForm ndjson(Encoding encoding) {
        return new RefusedForm(encoding, "", "", '"', () -> "\n", ANNOTATED_OBJECT);
    }

    Encoding encoding() {
        return encoding;
    }

    private boolean isNdjson() {
        return delimiter.isEmpty();
    }

    /** What was exported, of a row that may have been refused before. */
    Original original(long line, String raw) {
        Matcher refused = annotated == null ? null : annotated.matcher(raw);
        if (refused == null || !refused.matches()) {
            return new Original(line, raw, 0);
        }
        return new Original(Long.parseLong(refused.group(2)), refused.group(1) + (isNdjson() ? "}" : ""), 2);
    }

    /** What the file begins with. */
    String begin() {
        return encoding.mark() + (isNdjson() ? "" : head + delimiter + LINE + delimiter + REASON + lineEnd.get());
    }

    /** A refused row, with the end of its line. */
    String row(Entry entry, String reason) {
        if (!isNdjson()) {
            // quoted in any case, so that a quote that the row left open meets text after it and is faulty again
            String last = entry.faulty().isEmpty()
                    ? CsvRecords.written(reason, delimiter, quote)
                    : CsvRecords.quoted(reason, quote);
            return entry.raw() + delimiter + entry.line() + delimiter + last + lineEnd.get();
        }
        String members = "\"%s\":%d,\"%s\":%s}".formatted(LINE, entry.line(), REASON, JSON.writeValueAsString(reason));
        String raw = entry.raw().strip();
        if (!isObject(raw)) {
            return "{\"%s\":%s,".formatted(RECORD, JSON.writeValueAsString(raw)) + members + "\n";
        }
        String open = raw.substring(0, raw.length() - 1).stripTrailing();
        return open + (open.equals("{") ? "" : ",") + members + "\n";
    }

    private static boolean isObject(String raw) {
        try {
            return JSON.readTree(raw).isObject();
        } catch (JacksonException e) {
            return false;
        }
    }

    /** Of rows that stand in the mapping, as plain CSV. */
    static RefusedForm ofRows(List<String> columns) {
        return csv(new Encoding(StandardCharsets.UTF_8, ""), "", raw(columns), ",", '"', () -> "\n");
    }

    /** A row that stands in no file, as CSV. */
    static String raw(List<String> values) {
        return values.stream().map(value -> CsvRecords.written(value, ",", '"')).collect(Collectors.joining(","));
    }
}
