package io.plumbline.deploy.imports;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A file of records, CSV or by its name NDJSON, read one after another however large it is. */
final class EntryFile implements AutoCloseable {

    /** What a decoder leaves where bytes are none of the encoding. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final int LARGEST_FIELD = 16 * 1024 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private final Counted in;
    private final List<String> columns;
    private final Iterator<Entry> entries;

    private EntryFile(Path file, Counted in, List<String> columns, Iterator<Entry> entries) {
        this.file = file;
        this.in = in;
        this.columns = columns;
        this.entries = entries;
    }

    /**
     * Opens it and reads the columns' names.
     *
     * @throws ImportFailure where it cannot be read, or its first line is no header
     */
    static EntryFile open(Path file, Mapping.Csv csv) {
        Counted in = null;
        try {
            in = new Counted(Files.newInputStream(file));
            return isNdjson(file) ? ndjson(file, in, csv) : csv(file, in, csv);
        } catch (IOException | UncheckedIOException e) {
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

    private static EntryFile csv(Path file, Counted in, Mapping.Csv csv) {
        CloseableIterator<CsvRecord> records = CsvReader.builder()
                .fieldSeparator(csv.delimiter())
                .quoteCharacter(csv.quote().charAt(0))
                .detectBomHeader(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(csv.delimiter().length() == 1)
                .maxBufferSize(LARGEST_FIELD)
                .ofCsvRecord(in, Charset.forName(csv.encoding()))
                .iterator();
        List<String> header = csv.header();
        if (header.isEmpty()) {
            if (!records.hasNext()) {
                throw new ImportFailure("%s is empty.".formatted(file));
            }
            header = records.next().getFields().stream().map(String::strip).toList();
        }
        Set<String> distinct = new HashSet<>();
        for (String column : header) {
            if (!column.isEmpty() && !distinct.add(column)) {
                throw new ImportFailure("%s has two columns %s.".formatted(file, column));
            }
        }
        return new EntryFile(file, in, header, new CsvEntries(records, header));
    }

    private static EntryFile ndjson(Path file, Counted in, Mapping.Csv csv) {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, Charset.forName(csv.encoding())));
        return new EntryFile(file, in, List.of(), new NdjsonEntries(lines));
    }

    /** In their order; empty where every record names its own. */
    List<String> columns() {
        return columns;
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
            return entries.hasNext() ? entries.next() : null;
        } catch (UncheckedIOException | de.siegmar.fastcsv.reader.CsvParseException e) {
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

    private static Entry checked(long line, Map<String, String> values, String faulty) {
        boolean encoded = values.values().stream().noneMatch(value -> value.indexOf(REPLACEMENT) >= 0);
        return new Entry(
                line, values, faulty.isEmpty() && !encoded ? "holds bytes that are not in the encoding" : faulty);
    }

    private static final class CsvEntries implements Iterator<Entry> {

        private final Iterator<CsvRecord> records;
        private final List<String> header;

        CsvEntries(Iterator<CsvRecord> records, List<String> header) {
            this.records = records;
            this.header = header;
        }

        @Override
        public boolean hasNext() {
            return records.hasNext();
        }

        @Override
        public Entry next() {
            CsvRecord csv = records.next();
            Map<String, String> values = new LinkedHashMap<>();
            for (int i = 0; i < header.size(); i++) {
                values.put(header.get(i), i < csv.getFieldCount() ? csv.getField(i) : "");
            }
            String faulty = csv.getFieldCount() == header.size()
                    ? ""
                    : "has %d columns where the header has %d".formatted(csv.getFieldCount(), header.size());
            return checked(csv.getStartingLineNumber(), values, faulty);
        }
    }

    /** Objects within objects are named with dots; a list is its JSON. */
    private static final class NdjsonEntries implements Iterator<Entry> {

        private final BufferedReader lines;
        private long line;
        private @Nullable String next;

        NdjsonEntries(BufferedReader lines) {
            this.lines = lines;
        }

        @Override
        public boolean hasNext() {
            try {
                while (next == null || next.isBlank()) {
                    next = lines.readLine();
                    if (next == null) {
                        return false;
                    }
                    line++;
                    if (line == 1 && next.startsWith("\uFEFF")) {
                        next = next.substring(1);
                    }
                }
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Entry next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            String text = String.valueOf(next);
            next = null;
            Map<String, String> values = new LinkedHashMap<>();
            try {
                JsonNode object = JSON.readTree(text);
                if (!object.isObject()) {
                    return new Entry(line, Map.of("", text), "is no JSON object");
                }
                flatten("", object, values);
                return checked(line, values, "");
            } catch (JacksonException e) {
                return new Entry(line, Map.of("", text), "is no JSON object (" + e.getOriginalMessage() + ")");
            }
        }

        private static void flatten(String prefix, JsonNode object, Map<String, String> values) {
            object.properties().forEach(property -> {
                JsonNode value = property.getValue();
                if (value.isObject()) {
                    flatten(prefix + property.getKey() + ".", value, values);
                } else if (!value.isNull()) {
                    values.put(prefix + property.getKey(), value.isArray() ? value.toString() : value.asString());
                }
            });
        }
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
