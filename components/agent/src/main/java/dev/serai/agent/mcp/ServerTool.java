package dev.serai.agent.mcp;

import dev.serai.agent.tool.ArgumentSchema;
import dev.serai.agent.tool.ToolHints;

/** A tool as its server describes it, with the server's name for it. */
record ServerTool(McpClient server, String name, String description, ArgumentSchema arguments, ToolHints hints) {}
