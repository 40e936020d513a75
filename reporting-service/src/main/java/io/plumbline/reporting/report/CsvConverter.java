package io.plumbline.reporting.report;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotReadableException;

/**
 * Writes an answer's rows as CSV (RFC 4180, with a header line), for whoever asks for {@code text/csv}. The two instants
 * stand in the headers {@code Plumbline-As-Of} and {@code Plumbline-Known-At}.
 */
final class CsvConverter extends AbstractHttpMessageConverter<Answer<?>> {

    static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    CsvConverter() {
        super(CSV);
    }

    @Override
    protected boolean supports(Class<?> type) {
        return Answer.class.isAssignableFrom(type);
    }

    @Override
    public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
        return false;
    }

    @Override
    protected Answer<?> readInternal(Class<? extends Answer<?>> type, HttpInputMessage input) {
        throw new HttpMessageNotReadableException("answers are only written", input);
    }

    @Override
    protected void writeInternal(Answer<?> answer, HttpOutputMessage output) throws IOException {
        output.getHeaders().set("Plumbline-As-Of", answer.asOf().toString());
        output.getHeaders().set("Plumbline-Known-At", answer.knownAt().toString());
        try (Writer csv = new OutputStreamWriter(output.getBody(), StandardCharsets.UTF_8)) {
            List<String> names = CellText.names(answer.row());
            csv.write(String.join(",", names) + "\r\n");
            for (Record row : answer.rows()) {
                List<String> cells = new ArrayList<>();
                names.forEach(name -> cells.add(cell(CellText.value(row, name))));
                csv.write(String.join(",", cells) + "\r\n");
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        String text = value.toString();
        // a spreadsheet would run a name that begins like this as a formula
        boolean formula = value instanceof String && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        String safe = formula ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
