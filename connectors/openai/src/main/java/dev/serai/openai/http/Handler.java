package dev.serai.openai.http;

/** Answers one kind of request. What it throws becomes the answer. */
interface Handler {

    void handle(Call call, Admission admission, byte[] body);
}
