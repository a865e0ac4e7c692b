package dev.serai.supabase.client.storage;

import dev.serai.support.error.ErrorCode;

/** What can go wrong with files and buckets. */
public enum StorageError implements ErrorCode {
    NO_OBJECT(
            "401",
            "Check the path, and whether a policy on storage.objects lets this role select it: what may not be seen is not there."),
    NO_BUCKET(
            "402",
            "Create the bucket, correct its name, or let a policy on storage.buckets show it. A private bucket has no public address."),
    EXISTS("403", "Set upsert=true, use operation=update, or another path."),
    BUCKET_EXISTS("404", "Use operation=update-bucket, or another name."),
    TOO_LARGE("405", "Raise the bucket's file_size_limit and the service's own, or send a smaller file."),
    MIME_TYPE("406", "Set contentType to one that the bucket allows, or add it to the bucket's allowed_mime_types."),
    NOT_ALLOWED(
            "407",
            "Add a policy on storage.objects (or storage.buckets) for this role, send a signed-in user's token, or set key=service. Replacing a file takes policies for insert, select and update."),
    BAD_PATH("408", "Use ASCII letters, digits, / and !-.*'()&$@=;:+,?_ and blanks in paths."),
    BAD_BUCKET_NAME("409", "Use ASCII letters, digits, dots, dashes and underscores, at most 100."),
    NOT_EMPTY("410", "Use operation=empty-bucket first."),
    SIGNATURE("411", "Ask for a new signed address: this one has expired, or was made for another path."),
    TOKEN("412", "Sign in again, or use a key of this project."),
    RANGE("413", "Ask for bytes that the file has, such as range=0-99."),
    BAD_REQUEST("414", "Correct the request as the service says."),
    UPLOAD_GONE("415", "Send the file again. Look first with operation=info whether it has arrived after all."),
    OUT_OF_STEP("416", "Send the file again, and see that nothing else writes to the same upload."),
    UNREADABLE("417", "Check that url is the gateway of a Supabase, and its log."),
    LOCAL_FILE("418", "Check that the file is there, that it may be read or written, and that the disk has room."),
    UNSAFE_NAME("419", "Set fileName to the name that the file is to have below directory."),
    BUSY("420", "Send less at once, or try again later."),
    FILE_CHANGED("421", "Download the file again.");

    private final String number;
    private final String remedy;

    StorageError(String number, String remedy) {
        this.number = number;
        this.remedy = remedy;
    }

    @Override
    public String id() {
        return "SUPABASE-" + number;
    }

    @Override
    public String remedy() {
        return remedy;
    }

    @Override
    public boolean retryableRead() {
        return this == BUSY || this == FILE_CHANGED;
    }
}
