package dev.serai.offline.supabase.rest;

/** How alike two names are, for hints. */
final class Similarity {
    private Similarity() {}

    static boolean near(String a, String b) {
        return distance(a, b) <= Math.max(a.length(), b.length()) / 2;
    }

    /** How many letters must be changed, added or removed to turn one name into the other. */
    static int distance(String a, String b) {
        var before = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var row = new int[b.length() + 1];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(before[j - 1] + same, 1 + Math.min(before[j], row[j - 1]));
            }
            before = row;
        }
        return before[b.length()];
    }
}
