package dev.serai.sql;

import dev.serai.agent.memory.Conversation;
import dev.serai.agent.memory.ConversationKey;
import dev.serai.agent.memory.ConversationStore;
import dev.serai.sql.jdbc.Database;
import dev.serai.sql.jdbc.Jdbc;
import dev.serai.sql.jdbc.Lane;
import dev.serai.support.chat.ChatMessage;
import dev.serai.support.error.SeraiException;
import dev.serai.support.text.Storable;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Conversations in a database. Several processes may share it. Stages complete on the database's threads: what follows
 * them must not block there.
 */
public final class SqlConversations implements ConversationStore {

    private final Database database;
    private final Lane lane;
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();

    SqlConversations(Database database, Runnable release) {
        this.database = database;
        this.lane = database.lane();
        this.release = release;
    }

    @Override
    public CompletionStage<Conversation> load(ConversationKey key, int messages) {
        return database.read(connection -> {
            var head = Jdbc.first(
                    connection,
                    sql("SELECT id, next_place, summary, summarized FROM {schema}serai_conversation"
                            + " WHERE agent = ? AND session_id = ?"),
                    Head::read,
                    key.agent(),
                    key.session());
            if (head.isEmpty()) {
                return Conversation.EMPTY;
            }
            var entries = new ArrayList<>(Jdbc.list(
                    connection,
                    sql("SELECT place, message FROM {schema}serai_message WHERE conversation = ? AND place > ?"
                            + " ORDER BY place DESC LIMIT ?"),
                    row -> new Conversation.Entry(
                            row.getLong("place"), StoredMessages.read(row.getString("message"), row.getLong("place"))),
                    head.get().id(),
                    head.get().summarized(),
                    Math.max(0, messages)));
            Collections.reverse(entries);
            return new Conversation(head.get().summary(), entries);
        });
    }

    @Override
    public CompletionStage<Void> append(ConversationKey key, String turn, List<ChatMessage> messages) {
        List<String> texts;
        try {
            Limits.name("the agent's name", key.agent());
            Limits.name("the session", key.session());
            Limits.name("the turn", turn);
            texts = messages.stream().map(StoredMessages::write).toList();
        } catch (SeraiException e) {
            return CompletableFuture.failedFuture(e);
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(
                    new SqlException(SqlError.UNREADABLE, "a message is " + e.getMessage(), "Leave it out.", e));
        }
        if (texts.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        return lane.write(lockName(key), connection -> {
            var head = locked(connection, key);
            if (!isThere(connection, head, turn)) {
                add(connection, head, turn, texts);
            }
            return null;
        });
    }

    /** The conversation's row, which nobody else has until the transaction ends. */
    private Head locked(Connection connection, ConversationKey key) throws SQLException {
        var select = sql("SELECT id, next_place, summary, summarized FROM {schema}serai_conversation"
                + " WHERE agent = ? AND session_id = ? FOR UPDATE");
        var head = Jdbc.first(connection, select, Head::read, key.agent(), key.session());
        if (head.isPresent()) {
            return head.get();
        }
        Jdbc.update(
                connection,
                sql("INSERT INTO {schema}serai_conversation (agent, session_id, next_place, summarized, updated)"
                        + " VALUES (?, ?, 1, 0, ?)"),
                key.agent(),
                key.session(),
                Instant.now());
        return Jdbc.first(connection, select, Head::read, key.agent(), key.session())
                .orElseThrow();
    }

    private boolean isThere(Connection connection, Head head, String turn) throws SQLException {
        return head.next() > 1
                && Jdbc.first(
                                connection,
                                sql("SELECT 1 FROM {schema}serai_message WHERE conversation = ? AND turn = ? LIMIT 1"),
                                row -> true,
                                head.id(),
                                turn)
                        .isPresent();
    }

    private void add(Connection connection, Head head, String turn, List<String> texts) throws SQLException {
        var rows = new ArrayList<Object[]>();
        for (var text : texts) {
            rows.add(new Object[] {head.id(), head.next() + rows.size(), turn, text});
        }
        Jdbc.updateAll(
                connection,
                sql("INSERT INTO {schema}serai_message (conversation, place, turn, message) VALUES (?, ?, ?, ?)"),
                rows);
        Jdbc.update(
                connection,
                sql("UPDATE {schema}serai_conversation SET next_place = ?, updated = ? WHERE id = ?"),
                head.next() + rows.size(),
                Instant.now(),
                head.id());
    }

    @Override
    public CompletionStage<Void> summarize(ConversationKey key, String summary, long upTo) {
        return lane.write(lockName(key), connection -> {
            // A summary that reaches less far was begun before the one that is there.
            Jdbc.update(
                    connection,
                    sql("UPDATE {schema}serai_conversation SET summary = ?, summarized = ?"
                            + " WHERE agent = ? AND session_id = ? AND summarized <= ?"),
                    Storable.of(summary),
                    upTo,
                    key.agent(),
                    key.session(),
                    upTo);
            return null;
        });
    }

    @Override
    public CompletionStage<Void> clear(ConversationKey key) {
        return lane.write(lockName(key), connection -> {
            Jdbc.update(
                    connection,
                    sql("DELETE FROM {schema}serai_conversation WHERE agent = ? AND session_id = ?"),
                    key.agent(),
                    key.session());
            return null;
        });
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            release.run();
        }
    }

    private static String lockName(ConversationKey key) {
        return key.agent() + "\n" + key.session();
    }

    private String sql(String statement) {
        return database.sql(statement);
    }

    private record Head(long id, long next, String summary, long summarized) {

        static Head read(java.sql.ResultSet row) throws SQLException {
            return new Head(
                    row.getLong("id"), row.getLong("next_place"), row.getString("summary"), row.getLong("summarized"));
        }
    }
}
