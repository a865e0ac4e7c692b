package dev.serai.support.run;

/** Makes messages of output that comes in pieces. One call at a time. */
public interface OutputCutter {

    /** @param stream the name of what it was written to */
    void part(String stream, byte[] bytes);

    /** Nothing more comes. */
    void end();
}
