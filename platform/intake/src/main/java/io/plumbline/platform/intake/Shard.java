package io.plumbline.platform.intake;

/** One partition of one topic. */
public record Shard(String topic, int partition) implements Comparable<Shard> {

    @Override
    public int compareTo(Shard other) {
        int byTopic = topic.compareTo(other.topic);
        return byTopic != 0 ? byTopic : Integer.compare(partition, other.partition);
    }

    @Override
    public String toString() {
        return topic + "-" + partition;
    }
}
