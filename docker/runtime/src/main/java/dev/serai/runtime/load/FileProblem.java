package dev.serai.runtime.load;

/**
 * One thing that is wrong with a file.
 *
 * @param file the file's path, as {@link WorkflowFile#path()} has it
 * @param line the line, from 1; 0 where it is not known
 * @param column the column, from 1; 0 where it is not known
 * @param code the identifier of the documentation, for example {@code LOAD-103}
 * @param reason what is wrong, without secrets
 * @param remedy what to do about it
 */
public record FileProblem(String file, int line, int column, String code, String reason, String remedy) {

    /** The place as editors and terminals understand it: {@code file:line:column}. */
    public String place() {
        if (line < 1) {
            return file;
        }
        return column < 1 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
