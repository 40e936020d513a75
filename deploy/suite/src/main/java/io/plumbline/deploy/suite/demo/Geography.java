package io.plumbline.deploy.suite.demo;

import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the organisation sells: four regions in three time zones and three currencies, and thirty territories below them. */
final class Geography {

    static final String ROOT = "WORLD";

    /** @param perCny what one yuan is worth in it, roughly: only to make amounts of a like size */
    enum Money {
        CNY(1),
        EUR(0.13),
        USD(0.14);

        final double perCny;

        Money(double perCny) {
            this.perCny = perCny;
        }
    }

    /** @param parent null at the root */
    record Territory(
            String code,
            String nameEn,
            String nameZh,
            @Nullable String parent,
            ZoneId zone,
            Money money,
            boolean key) {}

    private record Region(String code, String nameEn, String nameZh, ZoneId zone, Money money, String below) {

        Territory territory() {
            return new Territory(code, nameEn, nameZh, ROOT, zone, money, code.equals("EAST-CHINA"));
        }

        Stream<Territory> territoriesBelow() {
            return Stream.of(below.split(" ")).map(named -> {
                String[] names = named.split("/");
                return new Territory(
                        names[0].toUpperCase(java.util.Locale.ROOT),
                        names[0].replace('-', ' '),
                        names[1],
                        code,
                        zone,
                        money,
                        names.length > 2);
            });
        }
    }

    private static final List<Region> REGIONS = List.of(
            new Region(
                    "EAST-CHINA",
                    "East China",
                    "华东",
                    ZoneId.of("Asia/Shanghai"),
                    Money.CNY,
                    "Shanghai/上海/key Hangzhou/杭州/key Nanjing/南京 Suzhou/苏州 Ningbo/宁波 Wuxi/无锡 Hefei/合肥 Jinan/济南"),
            new Region(
                    "NORTH-CHINA",
                    "North China",
                    "华北",
                    ZoneId.of("Asia/Shanghai"),
                    Money.CNY,
                    "Beijing/北京/key Tianjin/天津 Shijiazhuang/石家庄 Taiyuan/太原 Shenyang/沈阳 Dalian/大连 Harbin/哈尔滨"),
            new Region(
                    "EUROPE",
                    "Europe",
                    "欧洲",
                    ZoneId.of("Europe/Berlin"),
                    Money.EUR,
                    "Berlin/柏林/key Munich/慕尼黑 Paris/巴黎/key Lyon/里昂 Madrid/马德里 Milan/米兰 Vienna/维也纳 Warsaw/华沙"),
            new Region(
                    "NORTH-AMERICA",
                    "North America",
                    "北美",
                    ZoneId.of("America/New_York"),
                    Money.USD,
                    "New-York/纽约/key Boston/波士顿 Chicago/芝加哥/key Atlanta/亚特兰大 Toronto/多伦多 Detroit/底特律 Philadelphia/费城"));

    private Geography() {}

    /** Parents first. */
    static List<Territory> all() {
        return Stream.of(
                        Stream.of(new Territory(
                                ROOT, "The world", "全球", null, ZoneId.of("Asia/Shanghai"), Money.CNY, false)),
                        REGIONS.stream().map(Region::territory),
                        leaves().stream())
                .flatMap(territories -> territories)
                .toList();
    }

    static List<Territory> regions() {
        return REGIONS.stream().map(Region::territory).toList();
    }

    /** Those that customers belong to. */
    static List<Territory> leaves() {
        return REGIONS.stream().flatMap(Region::territoriesBelow).toList();
    }
}
