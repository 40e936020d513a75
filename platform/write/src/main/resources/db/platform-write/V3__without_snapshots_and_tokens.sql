-- No aggregate is snapshotted, and no processor tracks the events: the relay keeps its own position.
drop table snapshot;
drop table token_entry;
