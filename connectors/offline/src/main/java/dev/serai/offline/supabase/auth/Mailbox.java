package dev.serai.offline.supabase.auth;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Mails of all users, oldest first. */
public final class Mailbox {
    private final List<Mail> mails = new CopyOnWriteArrayList<>();

    public List<Mail> all() {
        return List.copyOf(mails);
    }

    /** The newest mail to an address; fails where there is none. */
    public Mail last(String to) {
        var found = mails.stream().filter(mail -> mail.to().equals(to)).toList();
        if (found.isEmpty()) {
            throw new IllegalStateException("no mail to " + to + " was written");
        }
        return found.get(found.size() - 1);
    }

    void put(Mail mail) {
        mails.add(mail);
    }

    void clear() {
        mails.clear();
    }
}
