package io.plumbline.platform.write.readside;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.platform.embedded.Database;
import io.plumbline.platform.embedded.Servers;
import io.plumbline.platform.write.readside.ReadSide.Stored;
import io.plumbline.platform.write.readside.ReadSide.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Carts with items, each batch of events folded and written to a real database. */
class ReadSideIT {

    sealed interface CartEvent {}

    record Opened(String owner, Instant at) implements CartEvent {}

    record Put(String item, BigDecimal price, List<String> labels) implements CartEvent {}

    record Taken(String item) implements CartEvent {}

    record GivenTo(@Nullable String owner) implements CartEvent {}

    record CartRow(String cartId, @Nullable String owner, Instant openedAt, long version) {}

    record ItemRow(String cartId, String item, BigDecimal price, List<String> labels) {}

    record Cart(CartRow row, List<ItemRow> items) {

        static Cart after(@Nullable Cart before, Stored<CartEvent> stored) {
            return switch (stored.event()) {
                case Opened e -> new Cart(new CartRow(e.owner() + "'s", e.owner(), e.at(), 0), List.of());
                case Put e -> {
                    Cart cart = Objects.requireNonNull(before);
                    ItemRow item = new ItemRow(cart.row.cartId(), e.item(), e.price(), e.labels());
                    List<ItemRow> others = cart.without(e.item());
                    yield new Cart(
                            cart.at(stored.sequence()),
                            Stream.concat(others.stream(), Stream.of(item)).toList());
                }
                case Taken e -> {
                    Cart cart = Objects.requireNonNull(before);
                    yield new Cart(cart.at(stored.sequence()), cart.without(e.item()));
                }
                case GivenTo e -> {
                    Cart cart = Objects.requireNonNull(before);
                    CartRow row = cart.row;
                    yield new Cart(new CartRow(row.cartId(), e.owner(), row.openedAt(), stored.sequence()), cart.items);
                }
            };
        }

        private CartRow at(long version) {
            return new CartRow(row.cartId(), row.owner(), row.openedAt(), version);
        }

        private List<ItemRow> without(String item) {
            return items.stream().filter(kept -> !kept.item().equals(item)).toList();
        }
    }

    private static final Instant NOON = Instant.parse("2024-07-01T12:00:00Z");
    private static final JdbcTemplate DB = database();

    private final Map<String, List<DomainEventMessage<?>>> stored = new HashMap<>();
    private final List<String> foldedAgain = new ArrayList<>();
    private final ReadSide<CartEvent, Cart> readSide = new ReadSide<>(
            (cart, sequence) -> {
                foldedAgain.add(cart);
                return stored.getOrDefault(cart, List.of()).stream()
                        .filter(event -> event.getSequenceNumber() < sequence)
                        .toList();
            },
            DB,
            CartEvent.class,
            Cart::after,
            List.of(
                    new Table<>("cart", List.of("cart_id"), cart -> List.of(cart.row())),
                    new Table<>("item", List.of("cart_id", "item"), Cart::items)));

    private static JdbcTemplate database() {
        Database database = Servers.shared().createDatabase("readside");
        JdbcTemplate db =
                new JdbcTemplate(new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()));
        db.execute("""
                create table cart (
                    cart_id text primary key, owner text, opened_at timestamptz not null, version bigint not null,
                    seen int not null default 7);
                create table item (
                    cart_id text not null references cart, item text not null, price numeric not null,
                    labels text[] not null, primary key (cart_id, item))""");
        return db;
    }

    @BeforeEach
    void empty() {
        DB.execute("truncate cart, item");
    }

    /** One as prepared statements, many by COPY and as one statement for all. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 50})
    void rowsAreAddedChangedAndRemoved(int carts) {
        batch(each(carts, new Opened("?", NOON), new Put("pen", price("1.50"), List.of("a \"b\"", "c\\d"))));
        assertThat(count("cart where owner like 'owner-%' and opened_at = '2024-07-01T12:00:00Z' and version = 1"))
                .isEqualTo(carts);
        assertThat(count("item where price = 1.50 and labels = array['a \"b\"', 'c\\d']"))
                .isEqualTo(carts);

        batch(each(
                carts,
                new Put("pen", price("2"), List.of()),
                new Put("cup", price("3"), List.of()),
                new GivenTo(null)));
        assertThat(count("cart where owner is null and version = 4")).isEqualTo(carts);
        assertThat(count("item where item = 'pen' and price = 2 and labels = '{}'"))
                .isEqualTo(carts);
        assertThat(count("item")).isEqualTo(2 * carts);

        batch(each(carts, new Taken("pen")));
        assertThat(count("item where item = 'cup'")).isEqualTo(carts);
        assertThat(count("item")).isEqualTo(carts);
        assertThat(count("cart where version = 5")).isEqualTo(carts);
    }

    @Test
    void columnsOfOthersAreLeftAlone() {
        batch(each(1, new Opened("?", NOON)));
        DB.update("update cart set seen = 99, opened_at = 'epoch'");
        batch(each(1, new GivenTo("mei")));
        assertThat(count("cart where owner = 'mei' and seen = 99")).isEqualTo(1);
        assertThat(count("cart where opened_at = 'epoch'"))
                .as("what no event changes is not written again")
                .isEqualTo(1);
    }

    @Test
    void whatWasReadBeforeIsFoldedOncePerBatch() {
        batch(each(2, new Opened("?", NOON)));
        foldedAgain.clear();
        batch(each(2, new GivenTo("mei"), new GivenTo("wei"), new GivenTo("ana")));
        assertThat(foldedAgain).containsExactly("owner-0's", "owner-1's");
        assertThat(count("cart where owner = 'ana' and version = 3")).isEqualTo(2);
    }

    @Test
    void whatComesAndGoesWithinABatchIsNeverWritten() {
        batch(each(1, new Opened("?", NOON), new Put("pen", price("1"), List.of()), new Taken("pen")));
        assertThat(count("item")).isZero();
        assertThat(count("cart where version = 2")).isEqualTo(1);
    }

    /** The same events for several carts, one cart after the other. */
    private List<DomainEventMessage<?>> each(int carts, CartEvent... events) {
        List<DomainEventMessage<?>> messages = new ArrayList<>();
        for (int cart = 0; cart < carts; cart++) {
            String owner = "owner-" + cart;
            String id = owner + "'s";
            for (CartEvent event : events) {
                List<DomainEventMessage<?>> earlier = stored.computeIfAbsent(id, key -> new ArrayList<>());
                CartEvent own = event instanceof Opened e ? new Opened(owner, e.at()) : event;
                DomainEventMessage<?> message = new GenericDomainEventMessage<>("Cart", id, earlier.size(), own);
                earlier.add(message);
                messages.add(message);
            }
        }
        return messages;
    }

    private void batch(List<DomainEventMessage<?>> messages) {
        DefaultUnitOfWork.startAndGet(messages.getFirst()).execute(() -> messages.forEach(readSide::on));
    }

    private static long count(String from) {
        return Objects.requireNonNull(DB.queryForObject("select count(*) from " + from, Long.class));
    }

    private static BigDecimal price(String value) {
        return new BigDecimal(value);
    }
}
