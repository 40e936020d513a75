package io.plumbline.deploy.suite;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Fills a suite with a small sales organisation through the same commands that a client would send: four regions of China,
 * their customers, nine months of opportunities, and goals that some of them meet. Every id and every key is derived from a
 * name, and every time from the first filling, so that filling again changes nothing but what has come due since, and a
 * filling that was interrupted is finished by the next.
 */
final class Demo {

    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(20);
    private static final Duration LIMIT = Duration.ofMinutes(5);
    private static final int MONTHS_BACK = 9;
    private static final int DAYS = 300;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int CUSTOMERS_PER_REGION = 15;
    private static final int OPPORTUNITIES_PER_CUSTOMER = 4;
    private static final List<String> REGIONS = List.of("EAST-CHINA", "NORTH-CHINA", "SOUTH-CHINA", "WEST-CHINA");
    private static final List<String> REGIONS_ZH = List.of("华东", "华北", "华南", "华西");
    private static final List<Long> TARGETS = List.of(12_000_000L, 12_000_000L, 15_000_000L, 12_000_000L);
    private static final List<String> INDUSTRIES = List.of("manufacturing", "retail", "logistics", "energy");
    private static final List<String> STAGES = List.of("confirm-need", "propose", "quote", "negotiate");
    private static final List<String> PRODUCTS = List.of("controllers", "drives", "sensors");

    private final HttpClient http;
    private final String address;
    private final String lena;
    private final String wei;
    private final Instant now;
    private Instant begin;
    private final long deadline = System.nanoTime() + LIMIT.toNanos();
    private int commands;

    private Demo(HttpClient http, String address, String lena, String wei, Instant now) {
        this.http = http;
        this.address = address;
        this.lena = lena;
        this.wei = wei;
        this.now = now;
        this.begin = now;
    }

    /**
     * Fills the suite and returns how many commands that took.
     *
     * @param lena a token of sales operations
     * @param wei a token of the manager of East China
     * @throws SuiteFailure where a command is refused, or it takes too long
     */
    static int fill(String address, String lena, String wei, Instant now) throws InterruptedException {
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(REQUEST_LIMIT)
                .build()) {
            Demo demo = new Demo(http, address, lena, wei, now);
            demo.fill();
            return demo.commands;
        }
    }

    /** The day on which the goals begin: that of the first filling, where there was one. */
    private LocalDate firstDay() throws InterruptedException {
        HttpResponse<String> goal =
                send(request(lena, "/api/goals/" + id("goal-year")).GET());
        return goal.statusCode() == 200
                ? LocalDate.parse(JSON.readTree(goal.body())
                        .findValue("period")
                        .path("from")
                        .asString())
                : LocalDate.ofInstant(now, ZoneOffset.UTC)
                        .minusMonths(MONTHS_BACK)
                        .withDayOfMonth(1);
    }

    private void fill() throws InterruptedException {
        LocalDate from = firstDay();
        begin = from.atStartOfDay(ZoneOffset.UTC).toInstant();
        territory("CHINA", "中国", null);
        for (int region = 0; region < REGIONS.size(); region++) {
            territory(REGIONS.get(region), REGIONS_ZH.get(region), "CHINA");
        }
        goals(from);
        for (String region : REGIONS) {
            for (int customer = 0; customer < CUSTOMERS_PER_REGION; customer++) {
                customer(region, customer);
            }
        }
        for (String region : REGIONS) {
            for (int customer = 0; customer < CUSTOMERS_PER_REGION; customer++) {
                for (int number = 0; number < OPPORTUNITIES_PER_CUSTOMER; number++) {
                    opportunity(region, customer, number);
                }
            }
        }
    }

    private void territory(String code, String nameZh, @Nullable String parent) throws InterruptedException {
        String above = parent == null ? "" : "\"parent\": \"" + parent + "\", ";
        // a territory that somebody has defined already is left as it is
        post(
                lena,
                "/api/territories",
                "territory-" + code,
                """
                {"code": "%s", "nameEn": "%s", "nameZh": "%s", %s"timeZone": "Asia/Shanghai", "currency": "CNY",
                 "priority": "KEY", "occurredAt": "%s"}""".formatted(code, title(code), nameZh, above, begin),
                true);
    }

    private void goals(LocalDate from) throws InterruptedException {
        LocalDate to = from.plusYears(1).minusDays(1);
        String year = id("goal-year");
        goal(year, "China, the year", "CHINA", 51_000_000, from, to, null);
        for (int i = 0; i < REGIONS.size(); i++) {
            String region = REGIONS.get(i);
            String goal = id("goal-" + region);
            goal(goal, title(region) + ", the year", region, TARGETS.get(i), from, to, year);
            step(lena, goal, "submit");
            if (region.equals("EAST-CHINA")) {
                step(wei, goal, "approve");
                step(wei, goal, "activate");
            }
        }
    }

    private void goal(
            String id,
            String name,
            String territory,
            long target,
            LocalDate from,
            LocalDate to,
            @Nullable String parent)
            throws InterruptedException {
        String above = parent == null ? "" : "\"parentId\": \"" + parent + "\", ";
        post(
                lena,
                "/api/goals",
                id,
                """
                {"goalId": "%s", "name": "%s", "metric": "SALES_AMOUNT", "currency": "CNY", "target": %d, "baseline": %d,
                 "period": {"from": "%s", "to": "%s"}, "scope": {"territory": "%s"}, "owner": "wei", %s"occurredAt": "%s"}""".formatted(id, name, target, target * 4 / 5, from, to, territory, above, begin),
                false);
    }

    private void step(String token, String goal, String step) throws InterruptedException {
        post(token, "/api/goals/" + goal + "/" + step, goal + step, "{\"occurredAt\": \"%s\"}".formatted(begin), false);
    }

    private void customer(String region, int number) throws InterruptedException {
        String id = id(region + "-customer-" + number);
        post(
                lena,
                "/api/customers",
                id,
                """
                {"customerId": "%s", "externalReferences": [{"system": "DEMO", "reference": "%s"}],
                 "nameEn": "%s customer %d", "segment": "%s", "industry": "%s", "territory": "%s", "channel": "%s",
                 "owner": "%s", "occurredAt": "%s"}""".formatted(
                                id,
                                region + "-" + number,
                                title(region),
                                number + 1,
                                number % 3 == 0 ? "large" : "medium",
                                INDUSTRIES.get(number % INDUSTRIES.size()),
                                region,
                                number % 2 == 0 ? "online" : "exhibition",
                                owner(region, number),
                                begin),
                false);
    }

    private void opportunity(String region, int customer, int number) throws InterruptedException {
        String id = id(region + "-opportunity-" + customer + "-" + number);
        Random random = new Random(id.hashCode());
        Instant opened = begin.plus(Duration.ofDays(random.nextInt(DAYS)));
        if (!opened.isBefore(now)) {
            return;
        }
        post(
                lena,
                "/api/opportunities",
                id,
                """
                {"opportunityId": "%s", "customerId": "%s", "name": "%s no. %d", "source": "DIRECT", "currency": "CNY",
                 "lines": [{"productLine": "%s", "product": "standard", "quantity": %d, "amount": %d}],
                 "expectedClose": "%s", "owner": "%s", "occurredAt": "%s"}""".formatted(
                                id,
                                id(region + "-customer-" + customer),
                                PRODUCTS.get(number % PRODUCTS.size()),
                                number + 1,
                                PRODUCTS.get(number % PRODUCTS.size()),
                                10 + random.nextInt(90),
                                (1 + random.nextInt(60)) * 10_000L,
                                LocalDate.ofInstant(opened, ZoneOffset.UTC).plusDays(60),
                                owner(region, customer),
                                opened),
                false);
        Instant at = opened;
        for (String stage : STAGES) {
            at = at.plus(Duration.ofDays(3 + random.nextInt(20)));
            if (!at.isBefore(now)) {
                return;
            }
            post(
                    lena,
                    "/api/opportunities/" + id + "/move",
                    id + stage,
                    "{\"to\": \"%s\", \"occurredAt\": \"%s\"}".formatted(stage, at),
                    false);
            if (random.nextInt(100) < 12) {
                lose(id, at.plus(Duration.ofDays(1)));
                return;
            }
        }
        Instant closed = at.plus(Duration.ofDays(2));
        if (closed.isBefore(now)) {
            post(
                    lena,
                    "/api/opportunities/" + id + "/win",
                    id + "win",
                    "{\"orderId\": \"%s\", \"occurredAt\": \"%s\"}".formatted(id("order-" + id), closed),
                    false);
        }
    }

    private void lose(String id, Instant at) throws InterruptedException {
        if (at.isBefore(now)) {
            post(
                    lena,
                    "/api/opportunities/" + id + "/lose",
                    id + "lose",
                    "{\"reason\": \"PRICE\", \"occurredAt\": \"%s\"}".formatted(at),
                    false);
        }
    }

    private static String owner(String region, int customer) {
        return region.equals("EAST-CHINA") && customer % 2 == 0 ? "mei" : "rep-" + region.charAt(0) + customer % 3;
    }

    /** Sends a command until it is taken; what the service asks to be sent again is sent again. */
    private void post(String token, String path, String key, String body, boolean mayExist)
            throws InterruptedException {
        while (true) {
            HttpResponse<String> response = send(token, path, key, body);
            int status = response.statusCode();
            if (status / 100 == 2 || (mayExist && status == 409)) {
                commands++;
                return;
            }
            if (response.headers().firstValue("Retry-After").isEmpty()) {
                throw new SuiteFailure("The demonstration was refused at %s: %s".formatted(path, response.body()));
            }
            if (System.nanoTime() > deadline) {
                throw new SuiteFailure("The demonstration took too long and was given up.");
            }
            Thread.sleep(Duration.ofMillis(100));
        }
    }

    private HttpResponse<String> send(String token, String path, String key, String body) throws InterruptedException {
        return send(request(token, path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "demo-" + key)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String token, String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .timeout(REQUEST_LIMIT)
                .header("Authorization", "Bearer " + token);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws InterruptedException {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new SuiteFailure("%s doesn't answer (%s).".formatted(address, e), e);
        }
    }

    private static String id(String name) {
        return UUID.nameUUIDFromBytes(("demo-" + name).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static String title(String code) {
        return Arrays.stream(code.split("-"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }
}
