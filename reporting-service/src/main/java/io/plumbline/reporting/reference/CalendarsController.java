package io.plumbline.reporting.reference;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.DataClassRowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.validation.annotation.Validated;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Calendars of working days, and the territories that go by them. Entries are only ever added, so that a report for what
 * was known before shows what it showed.
 */
@RestController
@Tag(name = "Calendars", description = "Working days, and which territories go by them")
@RequestMapping("/api/reports/calendars")
@Validated
class CalendarsController {

    private static final String CODE = "[A-Za-z0-9][A-Za-z0-9_-]{0,39}";

    /** @param working null takes back that the day is another than its weekday says */
    @Schema(name = "CalendarDay")
    record Day(
            @Schema(example = "2024-10-01") @NotNull LocalDate day,

            @Schema(
                    example = "false",
                    description = "false for a holiday, true for a day of rest that is worked, null for neither")
            @Nullable Boolean working,

            @Schema(example = "National Day") @Size(max = 200) @Nullable String name) {}

    @Schema(name = "NewCalendar")
    record NewCalendar(
            @Schema(example = "[6, 7]", description = "days of rest, 1 (Monday) to 7") @NotNull @Size(max = 6) List<@NotNull @Min(1) @Max(7) Integer> weekend,

            @Size(max = 5000) @Nullable List<@NotNull @Valid Day> days) {}

    @Schema(name = "NewCalendarAssignment")
    record NewAssignment(
            @Schema(
                    example = "EAST-CHINA",
                    description = "with all below it that have no calendar of their own; absent for everywhere else")
            @Size(max = 100) @Nullable String territory,

            @Schema(example = "CN", description = "absent to count all days") @Pattern(regexp = CODE) @Nullable String calendar,

            @Schema(example = "2024-01-01") @NotNull LocalDate from) {}

    record Calendar(String code, List<Integer> weekend, List<Day> days) {}

    record Assignment(
            @Nullable String territory,
            @Nullable String calendar,
            LocalDate from,
            Instant recordedAt,
            String recordedBy) {}

    private record Week(String code, Integer[] weekend) {}

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CalendarsController(JdbcClient db, TransactionTemplate transaction, Clock clock) {
        this.db = db;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** States a calendar's weekend, and days that are not as their weekday says; days stated before and not now stay. */
    @Operation(operationId = "enterCalendar", summary = "Enter the working days of a calendar")
    @PutMapping("/{code}")
    Calendar put(
            @PathVariable @Pattern(regexp = CODE) String code,
            @Valid @RequestBody NewCalendar calendar,
            Authentication caller) {
        Instant now = clock.instant();
        transaction.executeWithoutResult(status -> {
            db.sql("insert into report.calendar (code, weekend, recorded_at, recorded_by) values (?, ?, ?, ?)")
                    .param(code)
                    .param(calendar.weekend().toArray(Integer[]::new))
                    .param(now.atOffset(ZoneOffset.UTC))
                    .param(caller.getName())
                    .update();
            for (Day day : Objects.requireNonNullElse(calendar.days(), List.<Day>of())) {
                db.sql("""
                                insert into report.calendar_day (calendar, day, working, name, recorded_at, recorded_by)
                                values (?, ?, ?, ?, ?, ?)
                                """)
                        .param(code)
                        .param(day.day())
                        .param(day.working())
                        .param(day.name())
                        .param(now.atOffset(ZoneOffset.UTC))
                        .param(caller.getName())
                        .update();
            }
        });
        return calendars(now).stream()
                .filter(c -> c.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    /**
     * All calendars as they were known.
     *
     * @param knownAt now by default
     */
    @Operation(operationId = "listCalendars", summary = "Calendars as they were known")
    @GetMapping
    List<Calendar> calendars(@RequestParam(required = false) @Nullable Instant knownAt) {
        Instant known = Objects.requireNonNullElse(knownAt, clock.instant());
        return db
                .sql("""
                        select distinct on (code) code, weekend from report.calendar where recorded_at <= ? order by code, entry desc
                        """)
                .param(known.atOffset(ZoneOffset.UTC))
                .query((row, n) ->
                        new Week(row.getString(1), (Integer[]) row.getArray(2).getArray()))
                .list()
                .stream()
                .map(week -> new Calendar(week.code(), List.of(week.weekend()), days(week.code(), known)))
                .toList();
    }

    private List<Day> days(String code, Instant known) {
        return db.sql("""
                        select day, working, name
                          from (select distinct on (day) day, working, name from report.calendar_day
                                 where calendar = ? and recorded_at <= ? order by day, entry desc) each
                         where working is not null order by day
                        """)
                .param(code)
                .param(known.atOffset(ZoneOffset.UTC))
                .query(new DataClassRowMapper<>(Day.class))
                .list();
    }

    @Operation(operationId = "assignCalendar", summary = "Let a territory go by a calendar from a day on")
    @PostMapping("/assignments")
    @ResponseStatus(HttpStatus.CREATED)
    Assignment assign(@Valid @RequestBody NewAssignment assignment, Authentication caller) {
        return db.sql("""
                        insert into report.calendar_assignment (territory, calendar, valid_from, recorded_at, recorded_by)
                        values (?, ?, ?, ?, ?)
                        returning territory, calendar, valid_from as "from", recorded_at, recorded_by
                        """)
                .param(assignment.territory())
                .param(assignment.calendar())
                .param(assignment.from())
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .param(caller.getName())
                .query(new DataClassRowMapper<>(Assignment.class))
                .single();
    }

    /** Every entry, the latest first. */
    @Operation(operationId = "listCalendarAssignments", summary = "Which territories go by which calendar")
    @GetMapping("/assignments")
    List<Assignment> assignments() {
        return db.sql("""
                        select territory, calendar, valid_from as "from", recorded_at, recorded_by
                          from report.calendar_assignment order by entry desc
                        """).query(new DataClassRowMapper<>(Assignment.class)).list();
    }
}
