package dev.serai.items.model;

/** Which item of which input an item came from. */
public record Link(int item, int input) {

    /** Links to all items of a list. */
    public static java.util.List<Link> all(int items) {
        return java.util.stream.IntStream.range(0, items).mapToObj(Link::to).toList();
    }

    public static Link to(int item) {
        return new Link(item, 0);
    }
}
