package io.plumbline.deploy.imports;

import io.plumbline.deploy.imports.Kind.Field;
import io.plumbline.deploy.imports.Kind.Type;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Drafts a mapping from a file, for somebody to finish. What the importer never guesses may be guessed here, because it is
 * read before it counts: whatever is not certain is marked, and is refused until somebody has decided it.
 */
public final class MappingDraft {

    private static final int SAMPLE_ROWS = 1000;
    private static final int MOST_VALUES = 40;
    private static final String UNDECIDED = "???";
    private static final Pattern PLAIN_YAML = Pattern.compile("[\\p{L}][\\p{L}\\p{N} _./()-]*");
    private static final Pattern YAML_WORD = Pattern.compile("(?i)true|false|yes|no|on|off|null|y|n");

    /** Beginnings of what a status is called, for each that is known. */
    private static final Map<String, Pattern> STATUS = Map.of(
            "won", Pattern.compile("(closed|deal)?[ -]*won|signed|赢单|成交|gewonnen|gagné|ganad[ao]"),
            "lost",
                    Pattern.compile(
                            "(closed|deal)?[ -]*lost.*|dead|abandoned|cancel+ed|输单|丢单|无效|verloren|perdu|perdid[ao]"),
            "open",
                    Pattern.compile(
                            "new|open|prospecting|qualif.*|needs analysis|proposal.*|quot.*|negotiat.*|offer|neu|angebot|新建"));

    /** Formats that files are often written in. */
    private static final List<String> DATES = List.of(
            "yyyy-MM-dd HH:mm",
            "yyyy-MM-dd HH:mm:ss",
            "yyyy-MM-dd'T'HH:mm:ss.SSSZ",
            "yyyy/M/d",
            "yyyy/M/d H:mm",
            "yyyy/M/d H:mm:ss",
            "yyyy年M月d日",
            "d/M/yyyy",
            "M/d/yyyy",
            "d.M.yyyy",
            "d-M-yyyy",
            "M-d-yyyy",
            "d/M/yyyy H:mm",
            "M/d/yyyy H:mm",
            "M/d/yyyy h:mm a",
            "d.M.yyyy H:mm",
            "dd-MMM-yyyy",
            "d MMM yyyy",
            "MMM d, yyyy",
            "yyyyMMdd",
            "d/M/yy",
            "M/d/yy");

    private static final List<Mapping.Numbers> NUMBERS = List.of(
            Mapping.Numbers.PLAIN,
            new Mapping.Numbers(".", ","),
            new Mapping.Numbers(",", "."),
            new Mapping.Numbers(",", " "),
            new Mapping.Numbers(".", "'"));

    /** What columns are called, for each field; the first that a file has is taken. */
    private static final Map<String, List<String>> NAMES = Map.ofEntries(
            name(
                    "externalReference",
                    "id recordid reference key number dealid opportunityid accountid companyid customerid orderid 编号 商机编号 客户编号 订单编号"),
            name("customer", "customer customerid account accountid company companyid accountname client 客户 客户编号 客户名称"),
            name("opportunity", "opportunity opportunityid deal dealid whatid 商机 商机编号"),
            name("name", "name dealname opportunityname title topic subject 商机名称 名称"),
            name("nameEn", "name accountname companyname company customername customer nameen 客户名称"),
            name("nameZh", "namezh chinesename 名称 客户名称"),
            name("code", "code territorycode id key 编号"),
            name("parent", "parent parentcode parentid above 上级"),
            name("timeZone", "timezone zone tz 时区"),
            name("currency", "currency currencycode currencyisocode dealcurrency 币种"),
            name("segment", "segment type accounttype customertype lifecyclestage 客户级别"),
            name("industry", "industry sector branch 行业 1级行业"),
            name("size", "size employees numberofemployees 员工数"),
            name("territory", "territory region salesregion area office 区域 销售区域"),
            name("channel", "channel source leadsource 渠道 来源"),
            name("owner", "owner dealowner accountowner opportunityowner salesrep rep salesagent assignedto 负责人"),
            name("representative", "representative owner salesrep rep salesagent agent assignedto 负责人"),
            name("source", "source leadsource originalsource 来源"),
            name("status", "status stage dealstage stagename salesstage state outcome 商机阶段 阶段 状态"),
            name("expectedClose", "expectedclose closedate closingdate expectedclosedate closed close 预计成交日期"),
            name(
                    "openedAt",
                    "createddate createdate createdtime createdat created opened openedat engagedate startdate 创建时间"),
            name(
                    "closedAt",
                    "closedate closedat closeddate closingdate closed wonat actualclosedate laststagechangedate 阶段变更时间 成交日期"),
            name("occurredAt", "createddate createdate createdtime createdat created since 创建时间"),
            name("changedAt", "lastmodifieddate modifiedtime lastmodified modified updatedat changed 最后修改时间"),
            name("orderedAt", "orderdate orderedat date day createddate 订单日期 日期"),
            name("plannedAt", "activitydate duedate date start startdate 日期"),
            name("completedAt", "completeddatetime completedat completed done"),
            name("kind", "kind type tasksubtype activitytype"),
            name("purpose", "purpose subject title 主题"),
            name("product", "product productname item sku 产品"),
            name("productLine", "productline productfamily family series category 产品线"),
            name("quantity", "quantity qty pieces units 数量"),
            name("amount", "amount value dealvalue closevalue total price revenue 金额 商机金额"),
            name("cost", "cost costs 成本"),
            name("from", "from start startdate since"),
            name("to", "to end enddate until"),
            name("lossReason", "lossreason lostreason closedlostreason 输单原因"),
            name("competitor", "competitor 竞争对手"));

    /** What may stand for a required field that no column is found for; what is missing here has to be decided. */
    private static final Map<String, String> STAND_INS = Map.of(
            "segment", "unspecified",
            "industry", "unspecified",
            "channel", "direct",
            "source", "DIRECT",
            "productLine", "unspecified",
            "product", "unspecified",
            "quantity", "1");

    private final Path file;
    private final Mapping.Csv csv;
    private final List<String> columns;
    private final Map<String, List<String>> samples = new LinkedHashMap<>();
    private final List<String> fields = new ArrayList<>();
    private final Map<String, List<String>> tables = new LinkedHashMap<>();
    private final List<String> dateColumns = new ArrayList<>();
    private final List<String> numberColumns = new ArrayList<>();

    private MappingDraft(Path file) {
        this.file = file;
        this.csv = written(file);
        List<Entry> entries = new ArrayList<>();
        try (EntryFile open = EntryFile.open(file, csv)) {
            for (Entry next = open.next(); next != null && entries.size() < SAMPLE_ROWS; next = open.next()) {
                if (next.faulty().isEmpty()) {
                    entries.add(next);
                }
            }
            columns = open.columns().isEmpty()
                    ? entries.stream()
                            .flatMap(entry -> entry.values().keySet().stream())
                            .distinct()
                            .toList()
                    : open.columns();
        }
        for (String column : columns) {
            samples.put(
                    column,
                    entries.stream()
                            .map(entry -> entry.value(column))
                            .filter(value -> !value.isEmpty())
                            .toList());
        }
    }

    private static Map.Entry<String, List<String>> name(String field, String names) {
        return Map.entry(field, List.of(names.split(" ")));
    }

    /**
     * The draft, as YAML.
     *
     * @param file an export, CSV or NDJSON
     * @param into what its rows are, as in a mapping; null for what its columns look like
     * @throws ImportFailure where it cannot be read, or is nothing that rows can be made of
     */
    public static String of(Path file, @Nullable String into) {
        MappingDraft draft = new MappingDraft(file);
        if (into != null && !MappingCheck.names(Kind.values()).contains(into)) {
            throw new ImportFailure("--into is one of %s, not %s.".formatted(MappingCheck.names(Kind.values()), into));
        }
        return draft.write(into == null ? draft.likeliest() : Kind.valueOf(into.toUpperCase(Locale.ROOT)));
    }

    /** The kind of which the most required fields have a column. */
    private Kind likeliest() {
        return Arrays.stream(Kind.values())
                .max(Comparator.comparingDouble(this::likeness))
                .orElseThrow();
    }

    private double likeness(Kind kind) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        String stem = kind.name().toLowerCase(Locale.ROOT).replaceFirst("(ies|s)$", "");
        Map<Kind, String> called = Map.of(
                Kind.OPPORTUNITIES,
                "deal|pipeline|商机",
                Kind.CUSTOMERS,
                "account|compan|客户",
                Kind.ACTIVITIES,
                "task|event|call");
        boolean isNamed = Pattern.compile(stem + "|" + called.getOrDefault(kind, stem))
                .matcher(name)
                .find();
        List<String> required = kind.fields().entrySet().stream()
                .filter(field -> field.getValue().required()
                        && field.getValue().type().parts().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        long found =
                required.stream().filter(field -> column(field).isPresent()).count();
        return (isNamed ? 1 : 0) + (double) found / required.size();
    }

    private Optional<String> column(String field) {
        return NAMES.getOrDefault(field, List.of(field.toLowerCase(Locale.ROOT))).stream()
                .flatMap(name -> columns.stream().filter(column -> bare(column).equals(name)))
                .findFirst();
    }

    private static String bare(String column) {
        return Text.folded(column).replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private String write(Kind kind) {
        fields(kind.fields(), "      ", kind == Kind.OPPORTUNITIES);
        List<String> yaml = new ArrayList<>();
        yaml.add("# yaml-language-server: $schema=mapping.schema.json");
        yaml.add("# Drafted from %s; read every line before it is used. What is %s has to be decided."
                .formatted(file.getFileName(), UNDECIDED));
        yaml.add("# ./plumbline import --check --mapping THIS FOLDER   then --dry-run   then without it");
        yaml.add("");
        yaml.add("system: " + scalar(stem(file)) + "   # names the other system in references; never change it later");
        yaml.add("timeZone: UTC   # of times that don't say theirs, as Asia/Shanghai");
        dates(yaml);
        numbers(yaml);
        csv(yaml);
        if (!tables.isEmpty()) {
            yaml.add("");
            yaml.add("tables:");
            tables.forEach((name, values) -> {
                yaml.add("  " + name + ":");
                yaml.add(
                        "    # each value of the file, as it is called here; a value that is not named refuses its row");
                yaml.add("    values:");
                values.forEach(value -> yaml.add("      " + value));
            });
        }
        yaml.add("");
        yaml.add("imports:");
        yaml.add("  - into: " + kind.name().toLowerCase(Locale.ROOT));
        yaml.add("    file: " + scalar(file.getFileName().toString()));
        yaml.add("    fields:");
        yaml.addAll(fields);
        List<String> unused = columns.stream()
                .filter(column -> fields.stream().noneMatch(line -> line.contains(scalar(column))))
                .toList();
        if (!unused.isEmpty()) {
            yaml.add("      # columns that nothing reads: " + String.join(", ", unused));
        }
        return String.join("\n", yaml) + "\n";
    }

    private void fields(Map<String, Field> known, String indent, boolean isOpportunity) {
        known.forEach((name, field) -> {
            Type type = field.type();
            if (name.equals("status")) {
                status(indent);
            } else if (isOpportunity && (name.equals("wonAt") || name.equals("lostAt"))) {
                column("closedAt").filter(c -> column("status").isPresent()).ifPresent(column -> {
                    fields.add(indent + name + ": " + scalar(column));
                    dateColumns.add(column);
                });
            } else if (type == Type.LINES || type == Type.ORDER_LINES) {
                fields.add(indent + name + ":");
                fields.add(indent + "  fields:");
                fields(type.parts(), indent + "    ", false);
            } else if (type.parts().isEmpty()) {
                scalarField(name, field, indent);
            }
        });
    }

    private void scalarField(String name, Field field, String indent) {
        Optional<String> column = column(name);
        if (column.isPresent()) {
            fields.add(indent + name + ": " + scalar(column.get()) + example(column.get()));
            if (field.type().isDate()) {
                dateColumns.add(column.get());
            } else if (field.type() == Type.MONEY || field.type() == Type.DECIMAL || field.type() == Type.INTEGER) {
                numberColumns.add(column.get());
            }
        } else if (field.required()) {
            String standIn = STAND_INS.getOrDefault(name, UNDECIDED);
            fields.add("%s%s: {value: %s}   # no column looks like it".formatted(indent, name, scalar(standIn)));
        }
    }

    private void status(String indent) {
        Optional<String> column = column("status");
        Optional<String> closed = column("closedAt");
        if (column.isEmpty() || closed.isEmpty()) {
            return;
        }
        List<String> values = samples.getOrDefault(column.get(), List.of()).stream()
                .distinct()
                .toList();
        tables.put(
                "status",
                values.stream()
                        .limit(MOST_VALUES)
                        .map(value -> "%s: %s".formatted(scalar(value), scalar(meaning(value))))
                        .toList());
        fields.add(
                indent + "status: {column: %s, table: status}   # open, won or lost".formatted(scalar(column.get())));
    }

    private static String meaning(String value) {
        return STATUS.entrySet().stream()
                .filter(known -> known.getValue().matcher(Text.folded(value)).matches())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(UNDECIDED);
    }

    private String example(String column) {
        return samples.getOrDefault(column, List.of()).stream()
                .findFirst()
                .filter(value -> value.length() < 40 && value.indexOf('\n') < 0)
                .map(value -> "   # as " + value)
                .orElse("");
    }

    private void dates(List<String> yaml) {
        List<String> values = values(dateColumns);
        Predicate<String> isIso = value -> reads(List.of(), value);
        List<String> fitting = values.stream().allMatch(isIso)
                ? List.of()
                : DATES.stream()
                        .filter(format -> values.stream().allMatch(value -> reads(List.of(format), value)))
                        .toList();
        if (fitting.isEmpty() && !values.stream().allMatch(isIso)) {
            List<String> some = DATES.stream()
                    .filter(format ->
                            values.stream().anyMatch(value -> !isIso.test(value) && reads(List.of(format), value)))
                    .toList();
            yaml.add("dates: %s   # no format fits all dates; these fit some".formatted(list(some)));
        } else if (fitting.size() > 1 && Dates.ambiguity(fitting, Locale.ENGLISH) != null) {
            yaml.add("dates: %s   # each fits all dates: leave the one that is meant".formatted(list(fitting)));
        } else if (!fitting.isEmpty()) {
            yaml.add("dates: " + list(fitting));
        }
    }

    private static boolean reads(List<String> formats, String value) {
        return new Dates(formats, Locale.ENGLISH, ZoneOffset.UTC)
                        .read(value, formats.isEmpty() ? null : formats.getFirst())
                != null;
    }

    private void numbers(List<String> yaml) {
        List<String> values = values(numberColumns);
        List<Mapping.Numbers> fitting = NUMBERS.stream()
                .filter(numbers -> values.stream().allMatch(value -> reads(numbers, value)))
                .toList();
        if (fitting.isEmpty()) {
            yaml.add("# no way of writing numbers fits all of them: look at " + String.join(", ", numberColumns));
        } else if (!fitting.getFirst().equals(Mapping.Numbers.PLAIN)) {
            Mapping.Numbers numbers = fitting.getFirst();
            yaml.add("numbers: {decimal: \"%s\", grouping: \"%s\"}".formatted(numbers.decimal(), numbers.grouping()));
        }
    }

    private static boolean reads(Mapping.Numbers numbers, String value) {
        try {
            // whatever stands around it is seen when it is imported
            new Decimals(numbers).read(value.replaceAll("\\p{Sc}|[A-Z]{3}", "").strip(), false, null, "");
            return true;
        } catch (Faulty faulty) {
            return false;
        }
    }

    private List<String> values(List<String> of) {
        return of.stream()
                .distinct()
                .flatMap(column ->
                        samples.getOrDefault(column, List.of()).stream().limit(MOST_VALUES))
                .toList();
    }

    private void csv(List<String> yaml) {
        List<String> keys = new ArrayList<>();
        if (!csv.encoding().equals("UTF-8")) {
            keys.add("encoding: " + csv.encoding());
        }
        if (!csv.delimiter().equals(",")) {
            keys.add("delimiter: \"%s\"".formatted(csv.delimiter().equals("\t") ? "\\t" : csv.delimiter()));
        }
        if (!keys.isEmpty()) {
            yaml.add("csv: {%s}   # as the file looks".formatted(String.join(", ", keys)));
        }
    }

    private static Mapping.Csv written(Path file) {
        try {
            byte[] begin;
            try (var in = Files.newInputStream(file)) {
                begin = in.readNBytes(1 << 20);
            }
            int end = begin.length;
            while (begin.length == 1 << 20 && end > 0 && begin[end - 1] != '\n') {
                end--;
            }
            // nearly all bytes are characters in GB18030; those of its old core, in pairs, are hardly anything else
            String encoding = decodes(begin, "UTF-8")
                    ? "UTF-8"
                    : decodes(begin, "GB2312")
                            ? "GB18030"
                            : decodes(begin, "windows-1252") ? "windows-1252" : "GB18030";
            String header = new String(begin, 0, Math.max(0, end), Charset.forName(encoding))
                    .lines()
                    .findFirst()
                    .orElse("");
            String delimiter = Stream.of(",", ";", "\t", "|")
                    .max(Comparator.comparingInt(each -> header.split(Pattern.quote(each), -1).length))
                    .orElseThrow();
            return new Mapping.Csv(encoding, delimiter, "\"", List.of());
        } catch (IOException e) {
            throw new ImportFailure("%s cannot be read (%s).".formatted(file, e), e);
        }
    }

    /** The last character may be cut off. */
    private static boolean decodes(byte[] bytes, String encoding) {
        if (Arrays.equals(bytes, 0, Math.min(2, bytes.length), "\uFEFF".getBytes(StandardCharsets.UTF_16LE), 0, 2)) {
            return true;
        }
        for (int cut = 0; cut < 4 && cut <= bytes.length; cut++) {
            try {
                Charset.forName(encoding).newDecoder().decode(ByteBuffer.wrap(bytes, 0, bytes.length - cut));
                return true;
            } catch (CharacterCodingException e) {
                // with one byte less, perhaps
            }
        }
        return false;
    }

    private static String stem(Path file) {
        return file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    }

    private static String list(List<String> values) {
        return values.stream().map(value -> "\"" + value + "\"").collect(Collectors.joining(", ", "[", "]"));
    }

    private static String scalar(String value) {
        return PLAIN_YAML.matcher(value).matches() && !YAML_WORD.matcher(value).matches()
                ? value
                : "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
    }
}
