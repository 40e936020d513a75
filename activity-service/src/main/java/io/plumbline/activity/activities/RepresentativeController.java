package io.plumbline.activity.activities;

import io.plumbline.platform.access.CurrentAuthority;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/representatives")
@Tag(name = "Representatives", description = "What a representative has to do")
class RepresentativeController {

    private final ActivityView view;
    private final CurrentAuthority current;

    RepresentativeController(ActivityView view, CurrentAuthority current) {
        this.view = view;
        this.current = current;
    }

    @GetMapping("/{representative}/day")
    @Operation(summary = "Read a representative's day, in the order of time")
    List<ActivityView.Row> day(
            @PathVariable String representative,
            @RequestParam LocalDate date,
            @Schema(example = "Asia/Shanghai") @RequestParam(defaultValue = "UTC") ZoneId zone) {
        return between(representative, date, date.plusDays(1), zone);
    }

    @GetMapping("/{representative}/week")
    @Operation(summary = "Read a representative's week from Monday on, by any day in it")
    List<ActivityView.Row> week(
            @PathVariable String representative,
            @RequestParam LocalDate date,
            @Schema(example = "Asia/Shanghai") @RequestParam(defaultValue = "UTC") ZoneId zone) {
        LocalDate monday = date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return between(representative, monday, monday.plusDays(7), zone);
    }

    private List<ActivityView.Row> between(String representative, LocalDate from, LocalDate to, ZoneId zone) {
        return view.between(
                representative,
                from.atStartOfDay(zone).toInstant(),
                to.atStartOfDay(zone).toInstant(),
                current.visibility());
    }
}
