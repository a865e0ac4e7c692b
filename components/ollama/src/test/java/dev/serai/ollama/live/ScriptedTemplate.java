package dev.serai.ollama.live;

/**
 * The chat templates of the scripted models, in Jinja. They end a prompt with the marker of the answer that the last
 * message calls for. The text is this project's own (CC0-1.0).
 */
final class ScriptedTemplate {

    private static final String TEMPLATE = """
            {%- if tools %}<|system|>Tools:{% for t in tools %}
            {{ t | tojson }}{% endfor %}
            Reply with <tool_call>{"name": ..., "arguments": ...}</tool_call>.<|end|>
            {% endif %}
            {%- for message in messages %}
            {%- if message.role == 'system' %}<|system|>{{ message.content }}<|end|>
            {% elif message.role == 'user' %}<|user|>{{ message.content }}<|end|>
            {% elif message.role == 'assistant' %}<|assistant|>THOUGHTS{{ message.content or '' }}\
            {% if message.tool_calls %}{% for tc in message.tool_calls %}{{ '\\n' if not loop.first }}<tool_call>
            {"name": "{{ tc.function.name }}", "arguments": {{ tc.function.arguments | tojson }}}
            </tool_call>{% endfor %}{% endif %}<|end|>
            {% elif message.role == 'tool' %}<|tool|><tool_response>
            {{ message.content }}
            </tool_response><|end|>
            {% endif %}
            {%- endfor %}
            {%- if add_generation_prompt %}<|assistant|>{% set last = messages[-1] %}\
            {% set c = (last.content or '') | string | lower %}
            {%- if last.role == 'tool' %}<|answer|>
            {%- elif tools and 'both' in c %}<|call2|>
            {%- elif tools and 'weather' in c %}<|call1|>
            {%- elif 'json' in c %}<|json|>
            {%- elif 'unicode' in c %}<|unicode|>
            {%- elif 'silence' in c %}<|empty|>
            {%- elif 'forever' in c %}<|loop|>
            THINK{%- else %}<|hello|>
            {%- endif %}{% endif %}""";

    private static final String THOUGHTS = """
            {% if message.reasoning_content %}<think>
            {{ message.reasoning_content }}
            </think>

            {% endif %}""";

    private static final String THINK = """
            {%- elif enable_thinking is not defined or enable_thinking %}<|think|>
            """;

    private ScriptedTemplate() {}

    static String of(boolean thinks) {
        return TEMPLATE.replace("THOUGHTS", thinks ? THOUGHTS : "").replace("THINK", thinks ? THINK : "");
    }
}
