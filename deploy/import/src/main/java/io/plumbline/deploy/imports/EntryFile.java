package io.plumbline.deploy.imports;

import io.plumbline.deploy.imports.CsvRecords.CsvRecord;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A file of records, CSV or by its name NDJSON, read one after another however large it is. */
final class EntryFile implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Reads one record after another; null at the end. */
    private interface Records {
        @Nullable Entry next() throws IOException;
    }

    private final Path file;
    private final Counted in;
    private final RefusedForm form;
    private final List<String> columns;
    private final Records records;

    private EntryFile(Path file, Counted in, RefusedForm form, List<String> columns, Records records) {
        this.file = file;
        this.in = in;
        this.form = form;
        this.columns = columns;
        this.records = records;
    }

    /**
     * Opens it and reads the columns' names.
     *
     * @throws ImportFailure where it cannot be read, or its first line is no header
     */
    static EntryFile open(Path file, Mapping.Csv csv) {
        return open(file, csv, false);
    }

    /** Opens what {@link Refusals} wrote and somebody has mended. */
    static EntryFile openMended(Path file, Mapping.Csv csv) {
        return open(file, csv, true);
    }

    private static EntryFile open(Path file, Mapping.Csv csv, boolean mended) {
        Counted in = null;
        try {
            in = new Counted(Files.newInputStream(file));
            var bytes = new BufferedInputStream(in);
            Encoding encoding = Encoding.of(bytes, Charset.forName(csv.encoding()));
            Reader reader = encoding.reader(bytes);
            return isNdjson(file) ? ndjson(file, in, encoding, reader) : csv(file, in, encoding, reader, csv, mended);
        } catch (IOException e) {
            close(in);
            throw unreadable(file, e);
        } catch (ImportFailure e) {
            close(in);
            throw e;
        }
    }

    static boolean isNdjson(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".ndjson") || name.endsWith(".jsonl");
    }

    private static EntryFile csv(
            Path file, Counted in, Encoding encoding, Reader reader, Mapping.Csv csv, boolean mended)
            throws IOException {
        CsvRecords records = new CsvRecords(reader, csv, mended);
        char quote = csv.quote().charAt(0);
        List<String> header = csv.header();
        String raw = header.stream()
                .map(name -> CsvRecords.written(name, records.delimiter(), quote))
                .collect(Collectors.joining(records.delimiter()));
        if (header.isEmpty() || mended) {
            CsvRecord first = records.next();
            if (first == null) {
                throw new ImportFailure("%s is empty.".formatted(file));
            }
            if (!first.fault().isEmpty()) {
                throw new ImportFailure("%s, line %d, the header, %s.".formatted(file, first.line(), first.fault()));
            }
            header = first.fields().stream().map(Text::strip).toList();
            raw = first.raw();
        }
        RefusedForm form =
                RefusedForm.csv(encoding, records.preamble(), raw, records.delimiter(), quote, records::lineEnd);
        List<String> columns = numbered(header);
        return new EntryFile(file, in, form, columns, () -> {
            CsvRecord read = records.next();
            return read == null ? null : entry(read, columns, form);
        });
    }

    /** Columns that share a name are told apart by their place among them, as in {@code Owner#2}. */
    private static List<String> numbered(List<String> header) {
        Map<String, Long> times =
                header.stream().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        Map<String, Integer> before = new HashMap<>();
        return header.stream()
                .map(name -> name.isEmpty() || times.getOrDefault(name, 0L) == 1
                        ? name
                        : name + "#" + before.merge(name, 1, Integer::sum))
                .toList();
    }

    private static Entry entry(CsvRecord read, List<String> columns, RefusedForm form) {
        Map<String, String> values = new LinkedHashMap<>();
        int fields = read.fields().size();
        for (int i = 0; i < columns.size(); i++) {
            values.put(columns.get(i), i < fields ? read.fields().get(i) : "");
        }
        RefusedForm.Original original = form.original(read.line(), read.raw());
        String faulty = read.fault();
        if (faulty.isEmpty() && fields != columns.size()) {
            faulty = "has %d columns where the header has %d%s"
                    .formatted(
                            fields - original.added(),
                            columns.size() - original.added(),
                            read.lastLine() == read.line()
                                    ? ""
                                    : ", up to line %d; a quote may have joined these lines"
                                            .formatted(read.lastLine()));
        }
        return new Entry(original.line(), values, Set.of(), original.raw(), decoded(original.raw(), faulty, form));
    }

    private static EntryFile ndjson(Path file, Counted in, Encoding encoding, Reader reader) {
        BufferedReader lines = new BufferedReader(reader);
        RefusedForm form = RefusedForm.ndjson(encoding);
        long[] line = {0};
        return new EntryFile(file, in, form, List.of(), () -> {
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                line[0]++;
                if (!text.isBlank()) {
                    return ndjson(form.original(line[0], text), form);
                }
            }
            return null;
        });
    }

    /** Objects within objects are named with dots; a list is its JSON. */
    private static Entry ndjson(RefusedForm.Original original, RefusedForm form) {
        Map<String, String> values = new LinkedHashMap<>();
        Set<String> numbers = new HashSet<>();
        String faulty = "";
        try {
            JsonNode object = JSON.readTree(original.raw());
            if (!object.isObject()) {
                faulty = "is no JSON object";
            } else if (object.has(RefusedForm.RECORD)) {
                faulty = "is not mended: the object itself takes the place of " + RefusedForm.RECORD;
            } else {
                flatten("", object, values, numbers);
                if (!values.values().stream().allMatch(Text::isWhole)) {
                    faulty = "holds half of a character (a surrogate without its other half)";
                }
            }
        } catch (JacksonException e) {
            faulty = "is no JSON object (" + e.getOriginalMessage() + ")";
        }
        return new Entry(original.line(), values, numbers, original.raw(), decoded(original.raw(), faulty, form));
    }

    private static void flatten(String prefix, JsonNode object, Map<String, String> values, Set<String> numbers) {
        object.properties().forEach(property -> {
            String name = prefix + property.getKey();
            JsonNode value = property.getValue();
            if (value.isObject()) {
                flatten(name + ".", value, values, numbers);
            } else if (!value.isNull()) {
                values.put(name, value.isArray() ? value.toString() : value.asString());
                if (value.isNumber()) {
                    numbers.add(name);
                }
            }
        });
    }

    private static String decoded(String raw, String faulty, RefusedForm form) {
        int wrong = Encoding.firstEscape(raw);
        return wrong < 0
                ? faulty
                : "holds the byte %s, which is no character in %s"
                        .formatted(
                                Encoding.escaped(raw.charAt(wrong)),
                                form.encoding().charset());
    }

    /** In their order; empty where every record names its own. */
    List<String> columns() {
        return columns;
    }

    /** How rows of this file are written that were refused. */
    RefusedForm form() {
        return form;
    }

    /** How many bytes have been read so far. */
    long position() {
        return in.count.get();
    }

    /**
     * The next record.
     *
     * @return null at the end
     * @throws ImportFailure where the file cannot be read on
     */
    @Nullable Entry next() {
        try {
            return records.next();
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    @Override
    public void close() {
        close(in);
    }

    private static void close(@Nullable InputStream in) {
        try {
            if (in != null) {
                in.close();
            }
        } catch (IOException e) {
            // it was only read
        }
    }

    private static ImportFailure unreadable(Path file, Exception e) {
        return new ImportFailure("%s cannot be read (%s).".formatted(file, e.getMessage()), e);
    }

    private static final class Counted extends FilterInputStream {

        private final AtomicLong count = new AtomicLong();

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            if (read >= 0) {
                count.incrementAndGet();
            }
            return read;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = super.read(target, offset, length);
            if (read > 0) {
                count.addAndGet(read);
            }
            return read;
        }
    }

    /** All records, for a file that fits into memory. */
    static List<Entry> all(Path file, Mapping.Csv csv) {
        List<Entry> all = new ArrayList<>();
        try (EntryFile open = open(file, csv)) {
            for (Entry entry = open.next(); entry != null; entry = open.next()) {
                all.add(entry);
            }
        }
        return all;
    }
}
